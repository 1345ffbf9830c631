"""Starts a Ray of two processes on this machine, says where it is, and ends it when the input ends."""

import sys

import ray

context = ray.init("local", num_cpus=2, include_dashboard=False, object_store_memory=200 * 2**20)
print("address", context.address_info["gcs_address"], flush=True)
sys.stdin.read()
ray.shutdown()
