"""Several processes that train one adapter, each on its rows of a batch. Knows tensors, no data and no model.

On a processor that others use too, one thread in each of several processes is faster than several
threads in one: they meet once a step and not in each operation. Started by
``torchrun --standalone --nproc-per-node 2 -m moe_adapters.train …``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
import torch.distributed as dist
from torch import nn

from moe_adapters.batches import Batch


@dataclass(frozen=True, slots=True)
class Workers:
    """This process among its like.

    Attributes:
        rank: Its number; 0 writes files and says what time it is.
        world: How many there are.
    """

    rank: int = 0
    world: int = 1

    @property
    def leads(self) -> bool:
        """True for the process that writes files."""
        return self.rank == 0

    def own_rows(self, batch: Batch) -> Batch | None:
        """The rows of a batch that this process works on, cut to their length; None where there are none."""
        if self.world == 1:
            return batch
        kept = slice(self.rank, None, self.world)
        segment_BT = batch.segment_BT[kept]
        if segment_BT.shape[0] == 0:
            return None
        length = int((segment_BT > 0).sum(1).max())
        return replace(
            batch,
            ids_BT=batch.ids_BT[kept, :length],
            position_BT=batch.position_BT[kept, :length],
            segment_BT=segment_BT[:, :length],
            branch_BT=batch.branch_BT[kept, :length],
            modality_BT=batch.modality_BT[kept, :length],
            weight_BT=batch.weight_BT[kept, :length],
            tokens=int((segment_BT > 0).sum()),
        )

    def add_up(self, parameters: Sequence[nn.Parameter], values: Sequence[float]) -> list[float]:
        """Sums the gradients and some values over all processes; a missing gradient is 0."""
        if self.world == 1:
            return list(values)
        device = parameters[0].device
        parts = [torch.zeros_like(p).flatten() if p.grad is None else p.grad.flatten() for p in parameters]
        flat = torch.cat([*parts, torch.tensor(values, dtype=parts[0].dtype, device=device)])
        dist.all_reduce(flat)
        start = 0
        for parameter in parameters:
            size = parameter.numel()
            parameter.grad = flat[start : start + size].view_as(parameter)
            start += size
        return flat[start:].tolist()


def join_workers() -> Workers:
    """This process's place as ``torchrun`` gave it; alone where it was started by itself."""
    world = int(os.environ.get("WORLD_SIZE", "1"))
    if world == 1:
        return Workers()
    if torch.cuda.is_available():
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")))
    dist.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    return Workers(rank=dist.get_rank(), world=world)


def leave_workers(workers: Workers) -> None:
    """Ends what ``join_workers`` began."""
    if workers.world > 1:
        dist.destroy_process_group()
