# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Result on the real data of Mali, in which the ranking of cercles comes first."""
import tempfile
import unittest
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

import djoliba  # noqa: E402

from results import Page  # noqa: E402
from sources import DATA, command  # noqa: E402


@unittest.skipUnless((DATA / "admin").is_dir(), "skipped: the real data are not here")
class Mali(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="djoliba-test-")
        cls.addClassCleanup(temporary.cleanup)
        code, _, err = command("run", "mali", "--data", DATA, "--out", Path(temporary.name) / "out")
        assert code == 0, err
        cls.result = djoliba.open(Path(temporary.name) / "out")

    def notes(self, *words, **options):
        ax = self.result.plot(*words, **options)
        self.addCleanup(plt.close, ax.get_figure())
        return next(a.get_text() for a in ax.findobj() if a.get_gid() == "notes"), ax

    def test_cercles_come_first_and_communes_are_ranked_within_them(self):
        self.assertEqual(self.result.headline_level, "cercle")
        text = Page(self.result.to_html()).text
        self.assertIn("Use the ranking of cercles", text)
        self.assertIn("Rank Cercle In", text)
        self.assertIn("Rank in its cercle Commune In", Page(self.result.to_html(level="commune")).text)
        self.assertRegex(self.result.explain("ML050501", "fr").sentence,
                         r"rang \d+ parmi 16 communes avec un score dans le cercle \(pas d'ordre")

    def test_a_map_of_scores_of_communes_warns_and_one_of_cercles_does_not(self):
        communes, _ = self.notes(level="commune", lang="fr")
        self.assertIn("Utiliser le classement des cercles", communes)
        self.assertNotIn("Utiliser", self.notes(lang="fr")[0])

    def test_maps_name_their_sources(self):
        notes, _ = self.notes("displaced_per_100", lang="fr")
        self.assertIn("Sources : IOM DTM", notes)
        self.assertNotIn("WorldPop", notes)
        self.assertIn("4 valeurs sur 50 sont communes à plusieurs unités.", notes)

    def test_rainfall_that_covers_half_of_the_country_is_hatched_in_the_other(self):
        _, ax = self.notes("drought_spi3", level="commune", lang="en")
        missing = next(a for a in ax.collections if a.get_gid() == "class-0")
        self.assertEqual(len(missing.get_paths()), 328)
        self.assertIn("no value  [328]", [t.get_text() for t in ax.get_legend().get_texts()])

    def test_a_name_is_answered_with_its_codes(self):
        with self.assertRaises(djoliba.Error) as caught:
            self.result.explain("Bandiagara")
        self.assertIn("ML0501 (cercle Bandiagara), ML050101 (commune Bandiagara)", str(caught.exception))


if __name__ == "__main__":
    unittest.main()
