-- What SQLite permits to be overwritten. Run after all migrations, every time one ran.
-- Words are destroyed exactly where an act of the batch being written says so, and nothing else of the row changes.
DROP TRIGGER IF EXISTS document_no_update;
DROP TRIGGER IF EXISTS document_only_redacted;
CREATE TRIGGER document_only_redacted BEFORE UPDATE ON document
WHEN NEW.title <> '' OR NEW.text <> ''
  OR NOT EXISTS (SELECT 1 FROM act WHERE kind = 'redact' AND document = OLD.id AND tx = (SELECT max(tx) FROM batch))
  OR NEW.id IS NOT OLD.id OR NEW.key IS NOT OLD.key OR NEW.version IS NOT OLD.version OR NEW.kind IS NOT OLD.kind
  OR NEW.sha256 IS NOT OLD.sha256 OR NEW.sender_id IS NOT OLD.sender_id OR NEW.url IS NOT OLD.url
  OR NEW.publisher IS NOT OLD.publisher OR NEW.published IS NOT OLD.published OR NEW.first_seen IS NOT OLD.first_seen
  OR NEW.reported_lo IS NOT OLD.reported_lo OR NEW.reported_hi IS NOT OLD.reported_hi OR NEW.reader IS NOT OLD.reader
  OR NEW.tx IS NOT OLD.tx
BEGIN
  SELECT RAISE(ABORT, 'the record is append-only: words are destroyed by an act of redaction alone');
END;
DROP TRIGGER IF EXISTS quote_only_redacted;
CREATE TRIGGER quote_only_redacted BEFORE UPDATE ON quote
WHEN NEW.words <> '' OR NEW.race IS NOT OLD.race OR NEW.seq IS NOT OLD.seq
  OR NOT EXISTS (
    SELECT 1 FROM act a WHERE a.kind = 'redact' AND a.tx = (SELECT max(tx) FROM batch) AND (
      (a.race = OLD.race AND a.seq = OLD.seq)
      OR a.document = (SELECT c.document FROM claim c WHERE c.race = OLD.race AND c.seq = OLD.seq)))
BEGIN
  SELECT RAISE(ABORT, 'the record is append-only: words are destroyed by an act of redaction alone');
END;
-- Complaints quote the text that they are about.
DROP TRIGGER IF EXISTS complaint_no_update;
DROP TRIGGER IF EXISTS complaint_only_redacted;
CREATE TRIGGER complaint_only_redacted BEFORE UPDATE ON complaint
WHEN NEW.what <> '' OR NEW.kept <> '' OR NEW.place <> '' OR NEW.document IS NOT OLD.document OR NEW.ord IS NOT OLD.ord
  OR NOT EXISTS (SELECT 1 FROM act WHERE kind = 'redact' AND document = OLD.document AND tx = (SELECT max(tx) FROM batch))
BEGIN
  SELECT RAISE(ABORT, 'the record is append-only: words are destroyed by an act of redaction alone');
END;
DROP TRIGGER IF EXISTS reading_only_redacted;
CREATE TRIGGER reading_only_redacted BEFORE UPDATE ON reading
WHEN NEW.complaints <> '[]' OR NEW.document IS NOT OLD.document OR NEW.tx IS NOT OLD.tx OR NEW.reader IS NOT OLD.reader
  OR NEW.relays IS NOT OLD.relays
  OR NOT EXISTS (
    SELECT 1 FROM act WHERE kind = 'redact' AND document = OLD.document AND tx = (SELECT max(tx) FROM batch))
BEGIN
  SELECT RAISE(ABORT, 'the record is append-only: words are destroyed by an act of redaction alone');
END;
