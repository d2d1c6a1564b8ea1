//! What the law says: per state and date, who takes papers, thresholds, runoffs, recounts, calendars.
