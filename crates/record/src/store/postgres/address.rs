//! What an address of a database means.

use postgres::config::{Host, SslMode};
use postgres::{Config, NoTls};

use crate::store::address::shown;
use crate::{RecordError, Result};

/// What an address means. Nothing is encrypted here, so what would cross a network in the open is refused unless the
/// address says that it may.
pub(crate) fn understood(address: &str) -> Result<Config> {
    let bad = |what: String| RecordError::Address {
        address: shown(address),
        what,
    };
    let config: Config = address.parse().map_err(|error: postgres::Error| {
        let what = std::error::Error::source(&error)
            .map_or_else(|| error.to_string(), ToString::to_string);
        bad(what)
    })?;
    if config.get_ssl_mode() == SslMode::Require {
        return Err(bad(
            "encrypted connections (sslmode=require) are not built in: use a socket, or a tunnel to this machine"
                .to_owned(),
        ));
    }
    let open = config.get_ssl_mode() == SslMode::Disable;
    let far = config.get_hosts().iter().find_map(|host| match host {
        Host::Tcp(name) if !is_here(name) => Some(name),
        _ => None,
    });
    match far {
        Some(name) if !open => Err(bad(format!(
            "{name} is another machine and connections are not encrypted: use a tunnel, or add sslmode=disable where the \
             network between is trusted"
        ))),
        _ => Ok(config),
    }
}

fn is_here(host: &str) -> bool {
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// A connection to what an address means.
pub(crate) fn connect(config: &Config) -> std::result::Result<postgres::Client, postgres::Error> {
    config.connect(NoTls)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_cross_a_network_in_the_open_is_refused() {
        for (address, refused) in [
            ("postgres://ed@%2Frun%2Fpostgresql/x", false),
            ("postgres://ed@localhost/x", false),
            ("postgres://ed@127.0.0.1/x", false),
            ("postgres://ed@db.example.org/x", true),
            ("postgres://ed@db.example.org/x?sslmode=disable", false),
            ("postgres://ed@localhost/x?sslmode=require", true),
            ("postgres://ed@localhost/x?nonsense=1", true),
        ] {
            let understood = understood(address);
            assert_eq!(understood.is_err(), refused, "{address}: {understood:?}");
        }
    }
}
