//! Connections: how many, how long a head may take, and how they end.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::signal;
use tokio::sync::Semaphore;

use crate::app::app;
use crate::problem::DeskError;
use crate::settings::Settings;
use crate::state::Desk;
use crate::work::Peer;

/// How long a connection may take to send the head of a request. Idle ones are closed by the same clock.
const HEAD: Duration = Duration::from_secs(10);

/// How many connections are open at most; more wait to be accepted.
const CONNECTIONS: usize = 2_048;

/// How long requests under way have after the desk was told to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(20);

/// Serves the desk until the process is told to stop (Ctrl-C, SIGTERM); requests under way are finished. `ready` is called with
/// the address once connections are taken.
pub fn serve(settings: Settings, ready: impl FnOnce(SocketAddr)) -> Result<(), DeskError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(DeskError::Start)?;
    let address = settings.listen;
    let desk = Desk::open(settings)?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address)
            .await
            .map_err(|source| DeskError::Listen { address, source })?;
        let bound = listener
            .local_addr()
            .map_err(|source| DeskError::Listen { address, source })?;
        let stop = told_to_stop().map_err(DeskError::Start)?;
        ready(bound);
        desk.log("info", "listening", Some(&bound.to_string()));
        until(desk, listener, stop).await;
        Ok(())
    })
}

/// Takes connections until `stop` is done.
pub async fn until(desk: Desk, listener: TcpListener, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let under_way = GracefulShutdown::new();
    let service = app(desk.clone());
    let mut stop = std::pin::pin!(stop);
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            break;
        };
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, peer)) = accepted else {
            // Out of file descriptors, or the other side has gone: a moment later it may work.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let connection = under_way.watch(connection(stream, Peer(peer.ip()), service.clone()));
        let desk = desk.clone();
        tokio::spawn(async move {
            desk.metrics.open.fetch_add(1, Relaxed);
            // What the other side did to its connection is no concern of ours.
            let _ = connection.await;
            desk.metrics.open.fetch_sub(1, Relaxed);
            drop(place);
        });
    }
    drop(listener);
    let finished = tokio::time::timeout(LAST_ANSWERS, under_way.shutdown()).await;
    let how = if finished.is_ok() {
        "every request was answered"
    } else {
        "some requests were cut off"
    };
    desk.log("info", "stopped", Some(how));
}

fn connection(
    stream: TcpStream,
    peer: Peer,
    service: axum::Router,
) -> hyper::server::conn::http1::Connection<
    TokioIo<TcpStream>,
    impl hyper::service::Service<
        hyper::Request<Incoming>,
        Response = axum::response::Response,
        Error = Infallible,
        Future = impl Future<Output = Result<axum::response::Response, Infallible>> + Send,
    >,
> {
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        let service = TowerToHyperService::new(service.clone());
        async move { hyper::service::Service::call(&service, request.map(Body::new)).await }
    });
    hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_headers(100)
        .serve_connection(TokioIo::new(stream), service)
}

/// Done when the process is told to stop.
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminated = signal::unix::signal(signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = signal::ctrl_c().await;
    })
}
