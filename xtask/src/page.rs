//! Starting Vite: to preview dist/ as a static host would serve it, or to develop.

use crate::command;
use crate::error::Error;
use crate::workspace::Workspace;
use clap::Args;
use std::net::{IpAddr, TcpListener, ToSocketAddrs};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// Where to listen.
#[derive(Args, Clone)]
pub struct Address {
    /// Port to listen on
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Address to listen on; 0.0.0.0 for every network of this machine
    #[arg(long, default_value = "127.0.0.1")]
    pub host: String,
}

impl Address {
    /// Any free port of this machine, for the benchmarks.
    pub fn free() -> Result<Address, Error> {
        let mut address = Address { port: 0, host: "127.0.0.1".into() };
        address.port = address.bind()?;
        Ok(address)
    }

    /// Says early and plainly when the address can't be had.
    pub fn check(&self) -> Result<(), Error> {
        self.bind().map(drop)
    }

    /// The link that a person opens.
    pub fn link(&self) -> String {
        let host = match self.host.parse() {
            Ok(IpAddr::V4(ip)) if ip.is_unspecified() => "127.0.0.1".to_owned(),
            Ok(IpAddr::V6(ip)) if ip.is_unspecified() => "[::1]".to_owned(),
            Ok(IpAddr::V6(ip)) => format!("[{ip}]"),
            _ => self.host.clone(),
        };
        format!("http://{host}:{}/", self.port)
    }

    /// Whether other machines can reach it.
    pub fn is_public(&self) -> bool {
        !(self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback()))
    }

    fn bind(&self) -> Result<u16, Error> {
        let failed = |source: std::io::Error| {
            let (host, port) = (self.host.clone(), self.port);
            match source.kind() {
                std::io::ErrorKind::AddrInUse => Error::PortTaken { host, port },
                _ => Error::Listen { host, port, source },
            }
        };
        let candidates: Vec<_> = (self.host.as_str(), self.port).to_socket_addrs().map_err(failed)?.collect();
        let listener = TcpListener::bind(candidates.as_slice()).map_err(failed)?;
        Ok(listener.local_addr().map_err(failed)?.port())
    }
}

/// Vite on an address; `mode` is `preview` for dist/ or `dev`.
pub fn vite(workspace: &Workspace, mode: &str, address: &Address) -> Command {
    let mut vite = Command::new(workspace.npm_bin("vite"));
    vite.args([mode, "--strictPort", "--port", &address.port.to_string(), "--host", &address.host]);
    vite.current_dir(workspace.root());
    vite
}

/// Turns into the server, so that one process gets every signal and none stays behind.
#[cfg(unix)]
pub fn become_program(command: &mut Command) -> Result<(), Error> {
    use std::os::unix::process::CommandExt;
    let source = command.exec();
    Err(command::start(command, source))
}

#[cfg(not(unix))]
pub fn become_program(command: &mut Command) -> Result<(), Error> {
    command::run("server", command)
}

/// A server that ends with its owner.
pub struct Server(pub Child);

impl Server {
    /// Starts a server and waits until it answers.
    pub fn start(mut vite: Command, address: &Address) -> Result<Server, Error> {
        let server = Server(vite.spawn().map_err(|source| command::start(&vite, source))?);
        let started = Instant::now();
        while std::net::TcpStream::connect((address.host.as_str(), address.port)).is_err() {
            if started.elapsed() > Duration::from_secs(20) {
                let status = "no answer after 20 s".to_owned();
                return Err(Error::Failed { step: "server".into(), command: command::text(&vite), status });
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_its_host() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = Address { port, host: "127.0.0.1".into() }.check().unwrap_err();
        assert_eq!(error.to_string(), format!("port {port} on 127.0.0.1 is taken; choose another with --port"));
    }

    #[test]
    fn links_can_be_opened() {
        let link = |host: &str| Address { port: 80, host: host.into() }.link();
        assert_eq!(link("0.0.0.0"), "http://127.0.0.1:80/");
        assert_eq!(link("::1"), "http://[::1]:80/");
        assert_eq!(link("localhost"), "http://localhost:80/");
    }
}
