// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/yaml_file.hpp>

namespace djoliba {

/// Builds the tree of one document from the parser's events. The node interface of yaml-cpp is not used since
/// it keeps one of two equal keys in silence.
class YamlTreeBuilder : public YAML::EventHandler {
 public:
    explicit YamlTreeBuilder(std::shared_ptr<const std::string> file) : file_(std::move(file)) {}

    /// The tree; throws Error with all problems where there were any.
    YamlNode finish();

    void OnDocumentStart(const YAML::Mark& mark) override;
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override;
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value style) override;
    void OnSequenceEnd() override;
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value style) override;
    void OnMapEnd() override;

 private:
    // A collection that is being filled; in a map every second value is a key.
    struct Open {
        YamlNode node;
        YAML::anchor_t anchor = 0;
        std::string tag = {};
        bool has_key = false;
        YamlEntry next = {};                // key read, value still to come
        std::vector<YamlNode> merges = {};  // values of `<<`
    };

    Mark mark_of(const YAML::Mark& mark) const;
    void complain(const Mark& mark, std::string key, std::string problem, std::string remedy);
    void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
    void close();
    void place(YamlNode node, YAML::anchor_t anchor);
    void place_key(Open& map, const YamlNode& node);
    void place_value(Open& map, YamlNode node);
    void merge_into(Open& map);
    void check_tag(const Mark& mark, const std::string& tag, YamlNode::Kind kind);
    void count(const Mark& mark, std::size_t values);

    std::shared_ptr<const std::string> file_;
    std::vector<Open> open_ = {};
    std::map<YAML::anchor_t, YamlNode> anchored_ = {};
    YamlNode root_ = {};
    int documents_ = 0;
    std::size_t values_ = 0;
    std::vector<Problem> problems_ = {};
};

}  // namespace djoliba
