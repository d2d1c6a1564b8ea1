//! The search for the parameters: the simplex of Nelder and Mead, *A simplex method for function minimization*, The
//! Computer Journal 7 (1965), with their coefficients. It takes no derivatives, draws nothing, and the same start gives
//! the same end.

/// The place where `of` is least, as far as so many evaluations find it, and its value there.
pub(crate) fn least(
    start: &[f64],
    step: f64,
    evaluations: usize,
    of: impl Fn(&[f64]) -> f64,
) -> (Vec<f64>, f64) {
    let value_at = |place: &[f64]| {
        let value = of(place);
        if value.is_finite() { value } else { f64::MAX }
    };
    let mut corners: Vec<(Vec<f64>, f64)> = Vec::with_capacity(start.len() + 1);
    corners.push((start.to_vec(), value_at(start)));
    for axis in 0..start.len() {
        let mut corner = start.to_vec();
        corner[axis] += step;
        let value = value_at(&corner);
        corners.push((corner, value));
    }
    let mut left = evaluations.saturating_sub(corners.len());
    loop {
        corners.sort_by(|a, b| a.1.total_cmp(&b.1));
        let (best, worst) = (corners[0].1, corners[start.len()].1);
        if left == 0 || worst - best < 1e-9 * (1.0 + best.abs()) {
            return corners.swap_remove(0);
        }
        left -= 1;
        let others = &corners[..start.len()];
        let middle = mean(others.iter().map(|(corner, _)| corner.as_slice()));
        let last = corners[start.len()].0.clone();
        let toward = |by: f64| -> Vec<f64> {
            middle
                .iter()
                .zip(&last)
                .map(|(m, l)| m + by * (l - m))
                .collect()
        };
        let reflected = toward(-1.0);
        let value = value_at(&reflected);
        let second = corners[start.len() - 1].1;
        let replacement = if value < best {
            let expanded = toward(-2.0);
            let further = value_at(&expanded);
            if further < value {
                Some((expanded, further))
            } else {
                Some((reflected, value))
            }
        } else if value < second {
            Some((reflected, value))
        } else {
            let contracted = if value < worst {
                toward(-0.5)
            } else {
                toward(0.5)
            };
            let nearer = value_at(&contracted);
            (nearer < worst.min(value)).then_some((contracted, nearer))
        };
        if let Some(corner) = replacement {
            corners[start.len()] = corner;
            continue;
        }
        let best = corners[0].0.clone();
        for (corner, value) in &mut corners[1..] {
            *corner = mean([best.as_slice(), corner.as_slice()].into_iter());
            *value = value_at(corner);
            left = left.saturating_sub(1);
        }
    }
}

fn mean<'a>(places: impl Iterator<Item = &'a [f64]>) -> Vec<f64> {
    let mut sum: Vec<f64> = Vec::new();
    let mut count = 0.0;
    for place in places {
        sum.resize(place.len(), 0.0);
        sum.iter_mut().zip(place).for_each(|(s, x)| *s += x);
        count += 1.0;
    }
    sum.into_iter().map(|s| s / f64::max(count, 1.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_bottom_of_a_bowl_and_of_a_bent_valley() {
        let (place, value) = least(&[5.0, -3.0], 1.0, 400, |x| {
            (x[0] - 1.0).powi(2) + 3.0 * (x[1] - 2.0).powi(2)
        });
        assert!(value < 1e-6, "{place:?} {value}");
        let (place, value) = least(&[-1.2, 1.0], 0.5, 2000, |x| {
            100.0 * (x[1] - x[0] * x[0]).powi(2) + (1.0 - x[0]).powi(2)
        });
        assert!(value < 1e-5, "{place:?} {value}");
    }
}
