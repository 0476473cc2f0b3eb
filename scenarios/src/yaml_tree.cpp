// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "yaml_tree.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <yaml-cpp/mark.h>

namespace djoliba {
namespace {

constexpr std::size_t deepest = 60;
constexpr std::size_t most_values = 100'000;
constexpr const char* merge_key = "<<";

std::size_t values_in(const YamlNode& node) {
    std::size_t count = 1;
    for (const YamlNode& item : node.items) count += values_in(item);
    for (const YamlEntry& entry : node.entries) count += values_in(entry.value);
    return count;
}

std::size_t depth_of(const YamlNode& node) {
    std::size_t depth = 0;
    for (const YamlNode& item : node.items) depth = std::max(depth, depth_of(item));
    for (const YamlEntry& entry : node.entries) depth = std::max(depth, depth_of(entry.value));
    return depth + 1;
}

[[noreturn]] void refuse(const Mark& mark, std::string problem, std::string remedy) {
    throw Error(Problem{to_string(mark), "", std::move(problem), std::move(remedy)});
}

void check_depth(const Mark& mark, std::size_t depth) {
    if (depth > deepest) refuse(mark, fmt::format("more than {} levels inside each other", deepest), "");
}

}  // namespace

YamlNode YamlTreeBuilder::finish() {
    if (!problems_.empty()) throw Error(std::move(problems_));
    return std::move(root_);
}

Mark YamlTreeBuilder::mark_of(const YAML::Mark& mark) const {
    return {file_, mark.line + 1, mark.column + 1};
}

void YamlTreeBuilder::complain(const Mark& mark, std::string key, std::string problem, std::string remedy) {
    problems_.push_back({to_string(mark), std::move(key), std::move(problem), std::move(remedy)});
}

void YamlTreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
    if (++documents_ > 1)
        refuse(mark_of(mark), "a second document (\"---\") begins here", "write one scenario per file");
}

void YamlTreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
    YamlNode node;
    node.mark = mark_of(mark);
    place(std::move(node), anchor);
}

void YamlTreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
    const auto found = anchored_.find(anchor);
    if (found == anchored_.end()) refuse(mark_of(mark), "an alias inside its own anchor", "");
    count(mark_of(mark), values_in(found->second) - 1);
    check_depth(mark_of(mark), open_.size() + depth_of(found->second));
    place(found->second, 0);
}

void YamlTreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                               const std::string& value) {
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.mark = mark_of(mark);
    node.text = value;
    node.quoted = tag == "!" || tag == "tag:yaml.org,2002:str";
    check_tag(node.mark, tag, node.kind);
    place(std::move(node), anchor);
}

void YamlTreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                      YAML::EmitterStyle::value) {
    open(YamlNode::Kind::sequence, mark, tag, anchor);
}

void YamlTreeBuilder::OnSequenceEnd() { close(); }

void YamlTreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                 YAML::EmitterStyle::value) {
    open(YamlNode::Kind::map, mark, tag, anchor);
}

void YamlTreeBuilder::OnMapEnd() {
    merge_into(open_.back());
    close();
}

void YamlTreeBuilder::open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
                           YAML::anchor_t anchor) {
    Open started;
    started.node.kind = kind;
    started.node.mark = mark_of(mark);
    started.anchor = anchor;
    check_tag(started.node.mark, tag, kind);
    check_depth(started.node.mark, open_.size() + 1);
    open_.push_back(std::move(started));
}

void YamlTreeBuilder::close() {
    Open closed = std::move(open_.back());
    open_.pop_back();
    place(std::move(closed.node), closed.anchor);
}

void YamlTreeBuilder::place(YamlNode node, YAML::anchor_t anchor) {
    count(node.mark, 1);
    if (anchor != 0) anchored_[anchor] = node;
    if (open_.empty()) {
        root_ = std::move(node);
        return;
    }
    Open& parent = open_.back();
    if (parent.node.is_sequence())
        parent.node.items.push_back(std::move(node));
    else if (!parent.has_key)
        place_key(parent, node);
    else
        place_value(parent, std::move(node));
}

void YamlTreeBuilder::place_key(Open& map, const YamlNode& node) {
    if (!node.is_scalar())
        complain(node.mark, "", "a key must be a word or a number",
                 "check the { } and the colons of this line");
    map.next = YamlEntry{node.text, node.mark, {}};
    map.has_key = true;
}

void YamlTreeBuilder::place_value(Open& map, YamlNode node) {
    map.has_key = false;
    if (map.next.key == merge_key) {
        map.merges.push_back(std::move(node));
        return;
    }
    map.next.value = std::move(node);
    if (const YamlEntry* first = map.node.entry(map.next.key))
        complain(map.next.mark, map.next.key,
                 fmt::format("repeated key; it stands in line {} already", first->mark.line),
                 "keep one of the two");
    else
        map.node.entries.push_back(std::move(map.next));
}

// Keys of the map itself win over merged ones, earlier merged maps over later ones.
void YamlTreeBuilder::merge_into(Open& map) {
    for (YamlNode& merged : map.merges) {
        const std::vector<YamlNode> sources =
            merged.is_sequence() ? std::move(merged.items) : std::vector<YamlNode>{std::move(merged)};
        for (const YamlNode& source : sources) {
            if (!source.is_map()) complain(source.mark, merge_key, "only maps can be merged", "");
            for (const YamlEntry& entry : source.entries)
                if (!map.node.entry(entry.key)) map.node.entries.push_back(entry);
        }
    }
}

void YamlTreeBuilder::check_tag(const Mark& mark, const std::string& tag, YamlNode::Kind kind) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    if (kind == YamlNode::Kind::scalar && tag == "tag:yaml.org,2002:str") return;
    if (kind == YamlNode::Kind::sequence && tag == "tag:yaml.org,2002:seq") return;
    if (kind == YamlNode::Kind::map && tag == "tag:yaml.org,2002:map") return;
    complain(mark, "", fmt::format("the tag {} is not used in scenario files", tag), "leave it out");
}

void YamlTreeBuilder::count(const Mark& mark, std::size_t values) {
    values_ += values;
    if (values_ > most_values)
        refuse(mark, fmt::format("more than {} values", most_values), "is this a data file?");
}

}  // namespace djoliba
