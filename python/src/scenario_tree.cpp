// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario_tree.hpp"

#include <cmath>

#include <fmt/format.h>
#include <nanobind/stl/string.h>

#include <djoliba/scenarios/scenario_in_memory.hpp>

namespace djoliba::python {
namespace {

const std::string name_of_dictionaries = "scenario";
constexpr int deepest = 60;  // as in files

std::string text_of(nb::handle value) {
    Py_ssize_t size = 0;
    const char* text = PyUnicode_AsUTF8AndSize(value.ptr(), &size);
    if (text == nullptr) throw nb::python_error();
    return {text, static_cast<std::size_t>(size)};
}

bool is_a(nb::handle value, const char* module, const char* type) {
    return nb::isinstance(value, nb::module_::import_(module).attr(type));
}

std::string type_of(nb::handle value) { return text_of(value.type().attr("__qualname__")); }

bool is_numpy_scalar(nb::handle value) {
    return nb::hasattr(value, "dtype") && nb::hasattr(value, "item") &&
           nb::cast<int>(nb::getattr(value, "ndim", nb::int_(1))) == 0;
}

/// Turns values into nodes; `path` is where the value stands.
class TreeBuilder {
 public:
    YamlNode node(nb::handle value, const std::string& path, int depth) {
        if (depth > deepest) refuse(path, fmt::format("more than {} levels inside each other", deepest), "");
        if (nb::isinstance<nb::dict>(value) || is_a(value, "collections.abc", "Mapping"))
            return map(value, path, depth);
        if (nb::isinstance<nb::list>(value) || nb::isinstance<nb::tuple>(value))
            return list(value, path, depth);
        YamlNode scalar = scalar_of(value, path);
        scalar.mark = mark_;
        return scalar;
    }

 private:
    [[noreturn]] void refuse(const std::string& path, std::string problem, std::string remedy) const {
        throw Error(Problem{to_string(mark_), path, std::move(problem), std::move(remedy)});
    }

    YamlNode map(nb::handle value, const std::string& path, int depth) {
        YamlNode map{.kind = YamlNode::Kind::map, .mark = mark_, .entries = {}};
        for (const nb::handle item : nb::list(value.attr("items")())) {
            const YamlNode key = scalar_of(item[0], path);
            const std::string below = path.empty() ? key.text : path + "." + key.text;
            if (map.find(key.text) != nullptr) refuse(below, "the key is there twice", "keep one of them");
            map.entries.push_back({key.text, mark_, node(item[1], below, depth + 1)});
        }
        return map;
    }

    YamlNode list(nb::handle value, const std::string& path, int depth) {
        YamlNode list{.kind = YamlNode::Kind::sequence, .mark = mark_, .entries = {}};
        for (const nb::handle item : value)
            list.items.push_back(node(item, fmt::format("{}[{}]", path, list.items.size()), depth + 1));
        return list;
    }

    static YamlNode plain(std::string text) {
        return {.kind = YamlNode::Kind::scalar, .text = std::move(text), .entries = {}};
    }

    YamlNode scalar_of(nb::handle value, const std::string& path) const {
        if (value.is_none()) return {};
        if (is_numpy_scalar(value)) return scalar_of(value.attr("item")(), path);
        if (nb::isinstance<nb::str>(value)) return yaml_text(text_of(value));
        if (nb::isinstance<nb::bool_>(value)) return plain(nb::cast<bool>(value) ? "true" : "false");
        if (is_a(value, "numbers", "Integral")) return plain(text_of(nb::str(nb::int_(value))));
        if (is_a(value, "numbers", "Real")) return real(nb::cast<double>(nb::float_(value)));
        if (is_a(value, "os", "PathLike"))
            return yaml_text(text_of(nb::module_::import_("os").attr("fspath")(value)));
        if (is_a(value, "datetime", "date") && !is_a(value, "datetime", "datetime"))
            return plain(text_of(value.attr("isoformat")()));
        refuse(path, fmt::format("a value of type {} cannot stand in a scenario", type_of(value)),
               "use text, numbers, True, False, None, dates, paths, lists and dictionaries of them");
    }

    static YamlNode real(double value) {
        if (std::isfinite(value)) return plain(fmt::format("{}", value));
        return plain(std::isnan(value) ? ".nan" : value > 0 ? ".inf" : "-.inf");
    }

    Mark mark_{.file = std::make_shared<const std::string>(name_of_dictionaries)};
};

}  // namespace

GivenScenario::GivenScenario(const nb::object& scenario) {
    if (nb::isinstance<nb::str>(scenario))
        given_ = text_of(scenario);
    else
        given_ = TreeBuilder().node(scenario, "", 0);
}

std::string GivenScenario::yaml() const { return to_yaml(std::get<YamlNode>(given_)); }

Scenario GivenScenario::resolve(const std::vector<std::filesystem::path>& data) const {
    if (const auto* file = std::get_if<std::string>(&given_)) return djoliba::resolve(*file, data);
    return resolve_tree(std::get<YamlNode>(given_), name_of_dictionaries, {}, data);
}

}  // namespace djoliba::python
