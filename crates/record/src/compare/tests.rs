//! What holds of every comparison of money, whatever the figures.

use claim::Period;
use proptest::prelude::*;

use super::{Figure, Number, Quantity, Stated, Verdict, money};

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn stated(quote: &str, cents: i64, quantity: Quantity, over: Option<&str>) -> Stated {
    Stated {
        number: Number::money(quote, cents),
        quantity,
        period: over.map(period),
        scope: None,
        said: "2020-12-31".parse().unwrap(),
    }
}

fn filed(quantity: Quantity, cents: i64, over: &str) -> Figure {
    Figure::official(
        "Federal Election Commission",
        "summary",
        quantity,
        cents,
        period(over),
    )
}

/// Any figure of a small world: few days, so that periods meet, and figures of reports among the official ones.
fn figure() -> impl Strategy<Value = Figure> {
    let over = prop::sample::select(vec![
        "2019-01-01",
        "2019-12-31",
        "2020-02-12",
        "2019-01-01/2019-12-31",
        "2019-01-01/2020-02-12",
        "2020-01-01/2020-02-12",
    ]);
    let quantity = prop::sample::select(Quantity::ALL.to_vec());
    (quantity, 0_i64..500, over, any::<bool>(), 1_i8..4).prop_map(
        |(quantity, thousands, over, official, day)| {
            let cents = thousands * 100_000;
            if !official {
                return Figure::reported(
                    "a paper",
                    quantity,
                    &Number::bare(cents),
                    Some(period(over)),
                );
            }
            let mut figure = filed(quantity, cents, over);
            figure.as_of = jiff::civil::Date::new(2020, 3, day).ok();
            figure
        },
    )
}

proptest! {
    /// Who rounds a figure of a filing properly is confirmed by it.
    #[test]
    fn a_rounded_figure_is_confirmed(cents in 10_000_000_i64..100_000_000_000, decimals in 1_u32..4) {
        let step = 100_000_000 / 10_i64.pow(decimals);
        let rounded = (cents + step / 2) / step * step;
        let places = decimals as usize;
        let fraction = (rounded % 100_000_000) / step;
        let quote = format!("${}.{fraction:0places$} million", rounded / 100_000_000);
        let number = Number::money(&quote, rounded);
        prop_assert_eq!(&number.words, &quote);
        // A step is cut where it is coarse for so small a figure.
        prop_assume!(number.step == step);
        let stated = Stated { number, ..stated("", 0, Quantity::CashOnHand, Some("2020-02-12")) };
        let found = money(&stated, &[filed(Quantity::CashOnHand, cents, "2020-02-12")]);
        prop_assert!(found.verdict.is_confirmed(), "{quote} and {cents}: {found:?}");
    }

    /// Money held on another day neither confirms nor contradicts.
    #[test]
    fn another_day_settles_nothing(said in 1_i64..1_000_000, held in 1_i64..1_000_000) {
        let stated = stated("", said * 100, Quantity::CashOnHand, Some("2020-06-30"));
        let found = money(&stated, &[filed(Quantity::CashOnHand, held * 100, "2020-02-12")]);
        prop_assert!(
            matches!(found.verdict, Verdict::Uncheckable | Verdict::Consistent),
            "{found:?}"
        );
    }

    /// The verdict does not depend on the order in which figures are held, and only official ones contradict.
    #[test]
    fn order_changes_nothing(
        mut figures in prop::collection::vec(figure(), 0..8),
        thousands in 0_i64..500,
        quantity in prop::sample::select(Quantity::ALL.to_vec()),
        over in prop::sample::select(vec![None, Some("2020-02-12"), Some("2020-01-01/2020-02-12")]),
    ) {
        let stated = stated("", thousands * 100_000, quantity, over);
        let found = money(&stated, &figures);
        if figures.iter().all(|figure| !figure.official) {
            prop_assert!(found.verdict != Verdict::Contradicted && !found.verdict.is_confirmed());
        }
        figures.reverse();
        let reversed = money(&stated, &figures);
        prop_assert_eq!(found.verdict, reversed.verdict);
        prop_assert_eq!(found.arithmetic, reversed.arithmetic);
    }
}
