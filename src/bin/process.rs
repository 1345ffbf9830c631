//! A process of the native `processes` strategy: computes chunks that come on standard input.

fn main() -> std::io::Result<()> {
    #[cfg(not(target_family = "wasm"))]
    pool_playground::process::serve(pool_playground::tasks::find)?;
    Ok(())
}
