"""The shipped int8 weights, taken up again to be trained on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

torch = pytest.importorskip("torch", reason="comes with the train extra")
transformers = pytest.importorskip("transformers", reason="comes with the train extra")

if TYPE_CHECKING:
    from models.answers.network import AnswerNetwork

MANNERS, STATUSES = 8, 3


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A base encoder of two narrow layers."""
    folder = tmp_path_factory.mktemp("base")
    told = transformers.BertConfig(
        vocab_size=50, hidden_size=24, num_hidden_layers=2, num_attention_heads=12, intermediate_size=32
    )
    torch.manual_seed(1)
    transformers.BertModel(told).save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="module")
def trained(base: str) -> AnswerNetwork:
    """A network whose layers are no longer the base's."""
    from models.answers.network import AnswerNetwork

    network = AnswerNetwork(base, MANNERS, STATUSES)
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.requires_grad:
                parameter.add_(0.1 * torch.randn_like(parameter))
    return network.eval()


@pytest.fixture(scope="module")
def folder(trained: AnswerNetwork, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The network as it is shipped."""
    from models.answers.train import write_reader

    made = tmp_path_factory.mktemp("shipped")
    write_reader(trained, "1", made)
    return made


def test_every_layer_comes_back_to_half_a_step(base: str, trained: AnswerNetwork, folder: Path) -> None:
    from models.answers.network import AnswerNetwork
    from models.shipped import load_shipped

    network = AnswerNetwork(base, MANNERS, STATUSES)
    load_shipped(network, folder / "answer_reader.onnx")
    for (name, found), wanted in zip(network.named_parameters(), trained.parameters(), strict=True):
        step = wanted.abs().amax(dim=-1, keepdim=True) / 127 if wanted.dim() > 1 else torch.zeros_like(wanted)
        assert ((found - wanted).abs() <= 0.51 * step + 1e-6).all(), name


@pytest.mark.parametrize(
    ("sentence_labels", "missing"),
    [pytest.param(MANNERS, "status_head", id="a head too few"), pytest.param(4, "sentence_head", id="another shape")],
)
def test_a_file_of_another_network_is_refused(base: str, folder: Path, sentence_labels: int, missing: str) -> None:
    from models.reader.network import ReaderNetwork
    from models.shipped import load_shipped

    with pytest.raises(ValueError, match=rf"the network has no {missing}\."):
        load_shipped(ReaderNetwork(base, sentence_labels, 4), folder / "answer_reader.onnx")


def test_the_mean_lies_halfway(base: str, trained: AnswerNetwork) -> None:
    from models.answers.network import AnswerNetwork
    from models.shipped import mean_with

    network = AnswerNetwork(base, MANNERS, STATUSES)
    ends = [dict(one.named_parameters())["status_head.weight"].detach().clone() for one in (network, trained)]
    mean_with(network, trained.state_dict())
    assert torch.allclose(network.status_head.weight, sum(ends) / 2)
