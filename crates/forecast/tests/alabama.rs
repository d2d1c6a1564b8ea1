//! Alabama's primary of 2020 by its public polls: a poll that did not ask about Sessions says nothing of him.

use forecast::{Contest, Entrant, Fitted, Kind, Poll, Sampling, draw, posterior};

const FIELD: [&str; 5] = ["Tuberville", "Sessions", "Byrne", "Moore", "Merrill"];

fn poll(house: &str, days: f64, sample: f64, undecided: f64, shares: &[(usize, f64)]) -> Poll {
    Poll {
        house: house.to_owned(),
        days,
        sample: Some(sample),
        questions: 1.0,
        undecided: Some(undecided),
        shares: shares
            .iter()
            .map(|&(k, percent)| (k, percent / 100.0))
            .collect(),
        sponsor: None,
    }
}

/// Cygnal, 10–12 October 2019, before Sessions announced.
fn without_sessions() -> Poll {
    poll(
        "Cygnal",
        144.0,
        536.0,
        0.279,
        &[(0, 32.0), (2, 18.0), (3, 10.6), (4, 8.6)],
    )
}

fn contest(polls: Vec<Poll>) -> Contest {
    Contest {
        kind: Kind::Primary,
        field: FIELD.into_iter().map(Entrant::new).collect(),
        polls,
        between: 1.2,
    }
}

#[test]
fn the_october_poll_without_sessions_moves_him_by_less_than_a_point() {
    let fitted = Fitted::carried().unwrap();
    // WPA Intelligence, 29–31 October 2019, public on 12 November.
    let wpa = poll(
        "WPA Intelligence",
        124.0,
        511.0,
        0.11,
        &[(1, 36.0), (0, 23.0), (2, 11.0), (3, 11.0), (4, 6.0)],
    );
    let share = |polls| posterior(&contest(polls), &fitted.primary).shares[1];
    let (with, without) = (
        share(vec![without_sessions(), wpa.clone()]),
        share(vec![wpa]),
    );
    assert!((with - without).abs() < 0.01, "{with} {without}");
}

#[test]
fn nor_does_it_while_nobody_has_asked_about_him() {
    let fitted = Fitted::carried().unwrap();
    let many = Sampling {
        draws: 20_000,
        seed: 1,
    };
    let share = |polls| {
        let drawn = draw(&contest(polls), &fitted.primary, many);
        drawn.shares().map(|shares| shares[1]).sum::<f64>() / 20_000.0
    };
    // June's poll of the field without him against June's and October's.
    let june = poll(
        "Cygnal",
        254.0,
        612.0,
        0.22,
        &[(0, 29.3), (2, 21.4), (3, 13.0), (4, 12.0)],
    );
    let (with, without) = (
        share(vec![june.clone(), without_sessions()]),
        share(vec![june]),
    );
    assert!((with - without).abs() < 0.01, "{with} {without}");
}
