"""Turn a series into soft tokens of a language model. Knows tensors and widths, no tokenizer.

The values are normalised per series, cut into patches, and each patch becomes one vector of the
model's embedding width; level and scale, which normalising takes away, are given back as features
of every patch, since an engineer asks for them. The language model stays frozen: only this module
learns, from the loss of the words that describe the series.

Patching after PatchTST (arXiv 2211.14730), soft tokens into a frozen model after Time-LLM
(arXiv 2310.01728), level and scale kept beside the normalised values after ChatTS (arXiv 2412.03104).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

_EPSILON = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesEncoderConfig:
    """Sizes of the encoder.

    Attributes:
        patch: Values in a patch; one patch is one soft token.
        width: Inner width.
        layers: Self-attention layers over the patches; 0 treats each patch alone.
        heads: Of each layer.
        most_patches: Longest series, in patches.
        embedding: Width of the language model's embeddings.
    """

    patch: int = 8
    width: int = 128
    layers: int = 1
    heads: int = 4
    most_patches: int = 64
    embedding: int = 576


@dataclass(frozen=True, slots=True)
class SoftTokens:
    """Vectors for the language model.

    Attributes:
        values_BND: Soft tokens, N patches of the embedding width D.
        mask_BN: True where a patch holds at least one value; the others are padding.
    """

    values_BND: Tensor
    mask_BN: Tensor


class SeriesEncoder(nn.Module):
    """A light patch encoder: normalise, patch, mix, project.

    Args:
        config: Sizes.
        scale: Root mean square that the soft tokens begin with: that of the model's own embeddings,
            so that a frozen model meets vectors of the size it knows. See ``embedding_scale``.
    """

    def __init__(self, config: SeriesEncoderConfig, *, scale: float = 1.0) -> None:
        super().__init__()
        self.config = config
        features = 2 * config.patch + 3
        self.patch_in = nn.Sequential(
            nn.Linear(features, config.width), nn.GELU(), nn.Linear(config.width, config.width)
        )
        self.place = nn.Parameter(torch.randn(config.most_patches, config.width) * 0.02)
        self.mix = nn.ModuleList(
            nn.TransformerEncoderLayer(
                config.width,
                config.heads,
                2 * config.width,
                dropout=0.0,
                activation="gelu",
                batch_first=True,
                norm_first=True,
            )
            for _ in range(config.layers)
        )
        self.out = nn.Sequential(nn.LayerNorm(config.width), nn.Linear(config.width, config.embedding))
        self.scale = nn.Parameter(torch.tensor(float(scale)))

    def forward(self, values_BT: Tensor, present_BT: Tensor) -> SoftTokens:
        """Soft tokens of a batch of series.

        Args:
            values_BT: Values in the sensor's unit; where ``present_BT`` is False they do not count.
            present_BT: False for missing values and padding.

        Raises:
            ValueError: The shapes differ or the series are longer than ``most_patches`` patches.
        """
        if values_BT.shape != present_BT.shape or values_BT.dim() != 2:
            raise ValueError(
                f"values {tuple(values_BT.shape)} and present {tuple(present_BT.shape)} must be B×T"
            )
        features_BNF, mask_BN = self._features(values_BT.float(), present_BT)
        patches = features_BNF.shape[1]
        if patches > self.config.most_patches:
            raise ValueError(
                f"{values_BT.shape[1]} values make {patches} patches, more than {self.config.most_patches}: "
                "resample the series or raise most_patches"
            )
        hidden_BNW = self.patch_in(features_BNF) + self.place[:patches]
        for layer in self.mix:
            # a row without any value would attend to nothing: it attends to its padding instead
            hidden_BNW = layer(hidden_BNW, src_key_padding_mask=~mask_BN & mask_BN.any(dim=1, keepdim=True))
        soft_BND = self.out(hidden_BNW)
        size_BN1 = soft_BND.pow(2).mean(dim=-1, keepdim=True).add(_EPSILON).sqrt()
        return SoftTokens(soft_BND / size_BN1 * self.scale, mask_BN)

    def _features(self, values_BT: Tensor, present_BT: Tensor) -> tuple[Tensor, Tensor]:
        """Normalised values, what is missing, level and scale (in signed logarithms) of every patch."""
        weight_BT = present_BT.float()
        count_B1 = weight_BT.sum(dim=1, keepdim=True).clamp_min(1)
        kept_BT = torch.where(present_BT, values_BT, torch.zeros_like(values_BT))
        mean_B1 = kept_BT.sum(dim=1, keepdim=True) / count_B1
        centred_BT = (values_BT.masked_fill(~present_BT, 0.0) - mean_B1) * weight_BT
        spread_B1 = (centred_BT.pow(2).sum(dim=1, keepdim=True) / count_B1 + _EPSILON).sqrt()
        normal_BT = centred_BT / spread_B1
        patch = self.config.patch
        short = -values_BT.shape[1] % patch
        normal_BNP = nn.functional.pad(normal_BT, (0, short)).unflatten(1, (-1, patch))
        present_BNP = nn.functional.pad(weight_BT, (0, short)).unflatten(1, (-1, patch))
        level_B1 = mean_B1.sign() * mean_B1.abs().log1p()
        about_B3 = torch.cat((level_B1, spread_B1.log(), (spread_B1 / (mean_B1.abs() + spread_B1))), dim=1)
        about_BN3 = about_B3.unsqueeze(1).expand(-1, normal_BNP.shape[1], -1)
        return torch.cat((normal_BNP, present_BNP, about_BN3), dim=-1), present_BNP.any(dim=-1)


def save_encoder(encoder: SeriesEncoder, path: Path | str) -> None:
    """Writes weights and sizes to one safetensors file."""
    metadata = {"series_encoder": json.dumps(asdict(encoder.config))}
    save_file({name: value.contiguous() for name, value in encoder.state_dict().items()}, str(path), metadata)


def load_encoder(path: Path | str) -> SeriesEncoder:
    """Reads what ``save_encoder`` wrote.

    Raises:
        ValueError: The file holds something else.
        OSError: It cannot be read.
    """
    with safe_open(str(path), framework="pt") as file:
        sizes = (file.metadata() or {}).get("series_encoder")
        if sizes is None:
            raise ValueError(f"{path} is not a series encoder: it was not written by save_encoder")
        encoder = SeriesEncoder(SeriesEncoderConfig(**json.loads(sizes)))
        encoder.load_state_dict({name: file.get_tensor(name) for name in file.keys()})  # noqa: SIM118
    return encoder.eval()


def embedding_scale(embeddings: nn.Embedding) -> float:
    """Root mean square of a model's embeddings: the size of vector that it knows."""
    return float(embeddings.weight.detach().float().pow(2).mean().sqrt())


def insert_soft_tokens(
    embeddings_BLD: Tensor, ids_BL: Tensor, soft: SoftTokens, *, placeholder: int
) -> Tensor:
    """Puts a series' soft tokens where its prompt has placeholders, in their order.

    Args:
        embeddings_BLD: Embeddings of the prompt.
        ids_BL: Its token ids; each row has as many placeholders as its series has patches.
        soft: What the encoder made of the series.
        placeholder: Token id that holds a place.

    Returns:
        New embeddings of the same shape and type; the gradient reaches the soft tokens.

    Raises:
        ValueError: A row's placeholders and patches differ in number.
    """
    places_BL = ids_BL == placeholder
    wanted, given = places_BL.sum(dim=1), soft.mask_BN.sum(dim=1)
    if not torch.equal(wanted, given):
        raise ValueError(f"placeholders {wanted.tolist()} and patches {given.tolist()} differ")
    vectors = soft.values_BND[soft.mask_BN].to(embeddings_BLD.dtype)
    return embeddings_BLD.masked_scatter(places_BL.unsqueeze(-1), vectors)
