# SPDX-FileCopyrightText: 2026 The Djoliba authors
# SPDX-License-Identifier: Apache-2.0
"""Result.plot: what stands on the map, not its pixels."""
import unittest

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402
from matplotlib.colors import to_hex  # noqa: E402

from djoliba._classes import classed  # noqa: E402
from djoliba._colours import CLASSES, NOT_ASSESSED  # noqa: E402
from djoliba._scale import aspect, km_a_degree_east, km_a_degree_north, round_length  # noqa: E402
from results import on_both_sources  # noqa: E402


def by_gid(ax, gid):
    return [artist for artist in ax.findobj() if artist.get_gid() == gid]


@on_both_sources
class Maps:
    changes = {"synthetic": True, "uncertainty": {"draws": 0}}

    def plot(self, *words, **options):
        ax = self.result.plot(*words, **options)
        self.addCleanup(plt.close, ax.get_figure())
        return ax

    def legend(self, ax):
        return {t.get_text(): p for t, p in zip(ax.get_legend().get_texts(), ax.get_legend().get_patches())}

    def test_each_class_is_drawn_in_its_colour_with_its_units(self):
        ax = self.plot(level="commune")
        table = self.result.table("ranking", "commune")
        for shown in CLASSES:
            (drawn,) = by_gid(ax, f"class-{shown.number}")
            self.assertEqual(len(drawn.get_paths()), table["class"].count(shown.number))
            self.assertEqual(to_hex(drawn.get_facecolor()[0]).upper() if len(drawn.get_facecolor()) else "", shown.colour)

    def test_what_is_not_assessed_is_hatched_on_the_map_and_in_the_legend(self):
        ax = self.plot(level="commune", lang="fr")
        (drawn,) = by_gid(ax, "class-0")
        self.assertEqual(len(drawn.get_paths()), 1)
        self.assertTrue(drawn.get_hatch())
        self.assertEqual(to_hex(drawn.get_facecolor()[0]).upper(), NOT_ASSESSED)
        patch = self.legend(ax)["non évalué  [1]"]
        self.assertTrue(patch.get_hatch())
        self.assertFalse(any(p.get_hatch() for text, p in self.legend(ax).items() if p is not patch))

    def test_the_legend_has_numbers_names_and_bounds(self):
        texts = list(self.legend(self.plot(level="commune", lang="fr")))
        self.assertTrue(texts[0].startswith("5 - très élevé (6,5 à 10,0)  ["), texts)
        self.assertTrue(texts[4].startswith("1 - très faible (0,0 à 1,9)  ["), texts)
        self.assertTrue(list(self.legend(self.plot(level="commune")))[0].startswith("5 - very high (6.5 to 10.0)  ["))

    def test_numbers_of_classes_stand_on_the_units(self):
        ax = self.plot(level="commune")
        classes = [str(c) for c in self.result.table("ranking", "commune")["class"] if c is not None]
        self.assertEqual(sorted(t.get_text() for t in by_gid(ax, "mark")), sorted(classes))

    def test_the_shape_of_the_map_is_true_at_its_middle(self):
        ax = self.plot(level="commune")
        self.assertAlmostEqual(ax.get_aspect(), aspect(14.3), places=9)

    def test_the_scale_bar_is_as_long_as_it_says(self):
        ax = self.plot(level="commune", lang="fr")
        words = by_gid(ax, "scale-text")[0].get_text()
        self.assertEqual(words, "5 km (à 14,3° N)")
        length = sum(by_gid(ax, f"scale-{half}")[0].get_width() for half in (0, 1)) * np.ptp(ax.get_xlim())
        self.assertAlmostEqual(length * km_a_degree_east(14.3), 5, places=6)

    def test_vintage_disclaimer_and_warning_stand_below(self):
        notes = {lang: by_gid(self.plot(lang=lang), "notes")[0].get_text() for lang in ("en", "fr")}
        self.assertIn("Boundary frame: 2016-frame.", notes["en"])
        self.assertIn("do not imply official endorsement", notes["en"])
        self.assertTrue(notes["en"].startswith("SYNTHETIC DATA"))
        self.assertIn("Découpage : 2016-frame.", notes["fr"])
        self.assertIn("n'impliquent ni reconnaissance", notes["fr"])
        self.assertTrue(notes["fr"].startswith("DONNÉES SYNTHÉTIQUES"))
        self.assertEqual(by_gid(self.plot(lang="fr"), "synthetic")[0].get_text(), "DONNÉES SYNTHÉTIQUES")

    def test_title_and_day(self):
        ax = self.plot(level="commune", lang="fr")
        self.assertEqual(ax.get_title(loc="left").strip(), "Classe de risque par commune")
        self.assertEqual(by_gid(ax, "subtitle")[0].get_text(), "Four communes · au 30 juin 2024")

    def test_an_axes_that_is_given_is_drawn_into(self):
        figure, (left, right) = plt.subplots(1, 2)
        self.addCleanup(plt.close, figure)
        self.assertIs(self.result.plot(ax=right), right)
        self.assertFalse(left.collections)
        self.assertTrue(right.collections)

    def test_values_of_few_kinds_are_classes_of_their_own(self):
        data = classed(self.result, "cscom_listed", "commune", "fr")
        self.assertEqual([(e.mark, e.label, e.units) for e in data.entries], [("0", "0", 2), ("1", "1", 1), ("2", "2", 1)])
        self.assertEqual(data.method, "une classe par valeur")
        self.assertEqual(len(self.plot("cscom_listed", level="commune").get_legend().get_texts()), 3)

    def test_inherited_values_are_marked(self):
        data = classed(self.result, "displaced_per_100", "commune", "en")
        self.assertEqual(data.notes, ["4 of 4 values are not of the unit itself but inherited from a larger one."])
        self.assertEqual(classed(self.result, "displaced_per_100", "cercle", "en").notes, [])

    def test_a_figure_without_value_is_not_called_not_assessed(self):
        data = classed(self.result, "flood_people_0p3m_rp100", "commune", "en")
        self.assertEqual((data.missing.label, data.missing.units, data.numbers.count(0)), ("no value", 1, 1))


class Scale(unittest.TestCase):
    def test_lengths_of_degrees_are_those_of_tables(self):
        # Snyder, Map Projections (USGS 1395), tables of WGS 84: at 0, 15 and 45 degrees
        for latitude, east, north in ((0, 111.319, 110.574), (15, 107.550, 110.649), (45, 78.847, 111.132)):
            self.assertAlmostEqual(km_a_degree_east(latitude), east, delta=0.001)
            self.assertAlmostEqual(km_a_degree_north(latitude), north, delta=0.001)

    def test_lengths_of_bars_are_round(self):
        self.assertEqual([round_length(x) for x in (1, 1.99, 2, 4.9, 5, 430, 0.03)], [1, 1, 2, 2, 5, 200, 0.02])


if __name__ == "__main__":
    unittest.main()
