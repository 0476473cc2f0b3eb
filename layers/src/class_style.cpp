// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <djoliba/layers/colours.hpp>
#include <djoliba/layers/write_gpkg.hpp>

namespace djoliba {
namespace {

/// Names of communes are shown from this scale on where there are many of them.
constexpr std::size_t many_features = 100;
constexpr int commune_label_scale = 2000000;

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string rgba(Colour c) { return fmt::format("{},{},{},255", c.red, c.green, c.blue); }

std::string option(std::string_view key, std::string_view value) {
    return fmt::format(R"(<Option type="QString" name="{}" value="{}"/>)", key, escaped(value));
}

std::string fill_layer(Colour colour) {
    return R"(<layer class="SimpleFill" enabled="1" locked="0" pass="0"><Option type="Map">)" +
           option("color", rgba(colour)) + option("style", "solid") +
           option("outline_color", rgba(outline_colour)) + option("outline_style", "solid") +
           option("outline_width", "0.1") + option("outline_width_unit", "MM") +
           option("joinstyle", "bevel") + "</Option></layer>\n";
}

std::string hatch_layer(std::string_view symbol) {
    return R"(<layer class="LinePatternFill" enabled="1" locked="0" pass="0"><Option type="Map">)" +
           option("angle", "45") + option("distance", "1.6") + option("distance_unit", "MM") +
           option("line_width", "0.2") + option("line_width_unit", "MM") +
           option("color", rgba(hatch_colour)) + "</Option>\n" +
           fmt::format(R"(<symbol name="@{}@1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">)",
                       symbol) +
           R"(<layer class="SimpleLine" enabled="1" locked="0" pass="0"><Option type="Map">)" +
           option("line_color", rgba(hatch_colour)) + option("line_style", "solid") +
           option("line_width", "0.2") + option("line_width_unit", "MM") +
           "</Option></layer></symbol></layer>\n";
}

std::string symbol(std::string_view name, const std::string& layers) {
    return fmt::format(R"(<symbol name="{}" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">)", name) +
           "\n" + layers + "</symbol>\n";
}

std::string class_symbol(const ClassStyle& style) {
    const std::string name = std::to_string(style.number);
    return symbol(
        name, style.number == 0 ? fill_layer(style.colour) + hatch_layer(name) : fill_layer(style.colour));
}

std::string category(std::string_view value, std::string_view name, std::string_view label) {
    return fmt::format(R"(<category value="{}" symbol="{}" label="{}" render="true"/>)", value, name,
                       escaped(label)) +
           "\n";
}

/// Classes from very high to very low, then not assessed, as a legend reads.
template <class Visit>
void for_legend(Visit visit) {
    for (int number = 5; number >= 0; --number) visit(class_style(number));
}

std::string renderer(bool synthetic) {
    std::string categories, symbols;
    if (synthetic) {
        // No feature has this value: the entry is there to be read in the legend.
        categories += category("-1", "synthetic", "DONNÉES SYNTHÉTIQUES / SYNTHETIC DATA");
        symbols += symbol("synthetic", fill_layer({255, 255, 255}));
    }
    for_legend([&](const ClassStyle& style) {
        const std::string number = std::to_string(style.number);
        // An empty value catches all that is in no other category: 0 and NULL. An expression such as
        // coalesce(class, 0) would be compared with texts in SQLite and match nothing (QGIS 3.22).
        categories += category(style.number == 0 ? "" : number, number, class_label_fr(style));
        symbols += class_symbol(style);
    });
    return R"(<renderer-v2 type="categorizedSymbol" attr="class" enableorderby="0" forceraster="0" symbollevels="0">)"
           "\n<categories>\n" +
           categories + "</categories>\n<symbols>\n" + symbols + "</symbols>\n</renderer-v2>\n";
}

std::string labelling(const FeatureLayer& layer) {
    if (layer.table.find("name") < 0) return "";
    const bool many = layer.table.rows.size() > many_features;
    // "Konna (5)": colour is not the only channel.
    const std::string text = escaped(R"x("name" || coalesce(' (' || "class" || ')', ''))x");
    return R"(<labeling type="simple"><settings>
<text-style fieldName=")" +
           text +
           R"(" isExpression="1" fontFamily="Sans Serif" fontSize="8" fontSizeUnit="Point" textColor="30,30,30,255" textOpacity="1">
<text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="1"/>
</text-style>
<placement placement="1" dist="0" centroidInside="1" fitInPolygonOnly="0"/>
)" +
           fmt::format(
               R"(<rendering drawLabels="1" obstacle="1" scaleVisibility="{}" scaleMin="1" scaleMax="{}"/>)",
               many ? 1 : 0, commune_label_scale) +
           "\n</settings></labeling>\n";
}

std::string aliases(const OutputTable& table) {
    std::string out = "<aliases>\n";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto& column = table.columns[i];
        if (!column.label_fr.empty())
            out += fmt::format(R"(<alias index="{}" field="{}" name="{}"/>)", i + 1, escaped(column.name),
                               escaped(column.label_fr)) +
                   "\n";
    }
    return out + "</aliases>\n";
}

std::string sld_parameter(std::string_view name, std::string_view value) {
    return fmt::format(R"(<se:SvgParameter name="{}">{}</se:SvgParameter>)", name, value);
}

std::string sld_polygon(const std::string& fill) {
    return "<se:PolygonSymbolizer><se:Fill>" + fill + "</se:Fill><se:Stroke>" +
           sld_parameter("stroke", hex(outline_colour)) + sld_parameter("stroke-width", "0.5") +
           "</se:Stroke></se:PolygonSymbolizer>\n";
}

std::string sld_hatch() {
    return "<se:GraphicFill><se:Graphic><se:Mark><se:WellKnownName>slash</se:WellKnownName><se:Stroke>" +
           sld_parameter("stroke", hex(hatch_colour)) + sld_parameter("stroke-width", "1") +
           "</se:Stroke></se:Mark><se:Size>8</se:Size></se:Graphic></se:GraphicFill>";
}

std::string sld_rule(const ClassStyle& style) {
    const std::string property = "<ogc:PropertyName>class</ogc:PropertyName>";
    const std::string equal =
        "<ogc:PropertyIsEqualTo>" + property +
        fmt::format("<ogc:Literal>{}</ogc:Literal></ogc:PropertyIsEqualTo>", style.number);
    const std::string filter = style.number == 0 ? "<ogc:Or><ogc:PropertyIsNull>" + property +
                                                       "</ogc:PropertyIsNull>" + equal + "</ogc:Or>"
                                                 : equal;
    const std::string fill = sld_parameter("fill", hex(style.colour));
    return "<se:Rule><se:Name>" + std::to_string(style.number) + "</se:Name><se:Description><se:Title>" +
           escaped(class_label_fr(style)) + "</se:Title></se:Description><ogc:Filter>" + filter +
           "</ogc:Filter>\n" + sld_polygon(fill) + (style.number == 0 ? sld_polygon(sld_hatch()) : "") +
           "</se:Rule>\n";
}

}  // namespace

std::string class_style_qml(const FeatureLayer& layer, bool synthetic) {
    const std::string labels = labelling(layer);
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" +
           fmt::format(
               R"(<qgis version="3.22.0" styleCategories="Symbology|Labeling|Fields" labelsEnabled="{}">)",
               labels.empty() ? 0 : 1) +
           "\n" + renderer(synthetic) + labels + aliases(layer.table) + "</qgis>\n";
}

std::string class_style_sld(const FeatureLayer& layer) {
    std::string rules;
    for_legend([&](const ClassStyle& style) { rules += sld_rule(style); });
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc" xmlns:se="http://www.opengis.net/se" version="1.1.0">
)" +
           fmt::format(
               "<NamedLayer><se:Name>{}</se:Name><UserStyle><se:Name>risque</se:Name><se:FeatureTypeStyle>\n",
               escaped(layer.name)) +
           rules + "</se:FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>\n";
}

}  // namespace djoliba
