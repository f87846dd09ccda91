"""Public data sets with a stated licence: address of one commit, checksum of each file."""

from __future__ import annotations

from pathlib import Path

from eval.datasets import RemoteFile, RemoteSet, Stream, fetch, local_folder
from eval.errors import DataMissing

_SKAB_COMMIT = "b2c0d46c2971dcbfe71e26087b6d231998bb91c2"
_SKAB = (
    ("valve1/0.csv", "16af3f71313a23dd33d9b7b8065d836d05c3f9257588881cc7fbe07c076d9dc8"),
    ("valve1/1.csv", "fe4493bf805baef4e6dfb864094275d8cc2ea80a16b3735e2752b18b6aefd812"),
    ("valve1/2.csv", "90492413469261886c8896c327241448df5da73fd7739cabfec8dd82de3c0ce4"),
    ("valve1/3.csv", "cb6afea108eddfd8447307e405f86bbb764b8d8e9130d7849a46e1303e19b8b2"),
    ("valve1/4.csv", "983aed9dc09991a57911091373c580e1b86d06aa983cd51678f108fd8d709654"),
    ("valve1/5.csv", "78974991ec87b7f9b9b6b2944f4b525468a9beb36c59b06cd7650d9a15eca14a"),
    ("valve1/6.csv", "97469c0e0c9c0e0ee5d30794f1f36c6785df5816a112a8b16c59637e8c894685"),
    ("valve1/7.csv", "ca2c9c6d6fa302c642acec6fbedac495bd12fececeee0a755d45a54e340e0f30"),
    ("valve1/8.csv", "0c4afb92248b5b35b4c9d734a91ed8318346901f04579074903730569e60416c"),
    ("valve1/9.csv", "2aa1ae1b2ff505caecda24802b877dc686924bbbeeb7e7db4faa261efb5ed5bd"),
    ("valve1/10.csv", "ee16be8e4b870c779491e3d1dc9e0ecbfaf29eb013e032abff7a33f2cbbfe2ad"),
    ("valve1/11.csv", "89660fae4ed5c918db014409bbbc29f498fd99c7e956fab2620d18dea700a973"),
    ("valve1/12.csv", "90adfa9bc86d4556e6a4ce734436fd5685af79c189cd9828f8df75a7f468ce07"),
    ("valve1/13.csv", "d6cb6a97437215d3066a87e1fcc5fa4e68017629c043c5315920e3cf1060841c"),
    ("valve1/14.csv", "5f0bb9bc33c5e6c259263e32e25915c4d24c82b0a94554d48808626da05c1d71"),
    ("valve1/15.csv", "75cc86ab25d7091eee024739fa06d048753480d5d7d1507077231cab4f1b7a7e"),
    ("anomaly-free/anomaly-free.csv", "7641a8742957100ef424dd97adfb3eeab27d4d180645fe2b3c49b7f7146ae9a6"),
)

SKAB = RemoteSet(
    name="skab",
    licence="GPL-3.0",
    homepage="https://github.com/waico/SKAB",
    files=tuple(
        RemoteFile(
            path=path,
            url=f"https://raw.githubusercontent.com/waico/SKAB/{_SKAB_COMMIT}/data/{path}",
            sha256=sha256,
        )
        for path, sha256 in _SKAB
    ),
)
"""A pump test bed: faults of valve 1 and the run without faults; eight sensors at 1 Hz."""

PUBLIC_SETS = {SKAB.name: SKAB}


def data_folder(name: str, bench_data: Path | None, *, cache: Path, stream: Stream | None = None) -> Path:
    """The local folder of a data set; where it is absent and the set is public, the fetched one.

    Raises:
        DataMissing: It is not there and cannot be fetched.
        DataRefused: What was fetched is not what was expected.
    """
    try:
        return local_folder(name, bench_data)
    except DataMissing:
        if name not in PUBLIC_SETS:
            raise
        return fetch(PUBLIC_SETS[name], cache, stream=stream)
