// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "synthetic_places.hpp"

#include <algorithm>
#include <charconv>

namespace djoliba::synthetic {
namespace {

// "@region", "+cercle, number of communes", then places "name longitude latitude [thousands of people]", the
// seat of the cercle first. Written down from general knowledge for this demo: names and numbers of communes
// are real, positions are approximate (mostly within 20 km), town sizes are orders of magnitude. No gazetteer
// or data set was copied.
constexpr std::string_view facts[] = {
    R"(@Kayes
+Bafoulabe 13
Bafoulabe -10.83 13.81 12; Mahina -10.86 13.76 20; Oualia -10.38 13.61; Koundian -10.67 13.15; Bamafele -10.50 13.02
Diakon -10.62 14.33; Oussoubidiagna -10.47 14.25
+Diema 15
Diema -9.19 14.54 12; Lakamane -9.92 14.51; Bema -9.35 15.05; Diangounte Camara -9.47 14.59; Madiga-Sacko -9.86 14.25
Dioumara -9.03 14.22; Fassou Debe -9.00 14.80
+Kayes 28
Kayes -11.44 14.45 150; Ambidedi -11.79 14.58 10; Sadiola -11.70 13.93 15; Diamou -11.26 14.09 8; Segala -10.96 14.58
Aourou -11.57 14.96; Somankidi -11.38 14.53; Koussane -11.23 14.87; Same -11.58 14.52; Marintoumania -11.20 14.40
+Kenieba 12
Kenieba -11.24 12.84 25; Falea -11.28 12.27; Faraba -10.90 12.78; Dabia -11.05 13.10; Sitakilly -11.15 13.10
Kassama -10.95 12.98; Dialafara -11.35 13.45
+Kita 33
Kita -9.49 13.05 60; Toukoto -9.88 13.45 8; Sebekoro -8.99 12.95 8; Djidian -9.30 13.35; Sirakoro -9.17 12.68
Sefeto -9.83 14.10; Kassaro -8.88 13.00; Kokofata -9.95 12.88; Kobiri -9.43 12.81
+Nioro 16
Nioro -9.59 15.23 45; Simbi -9.94 15.02; Gogui -9.33 15.58; Sandare -10.30 14.70; Troungoumbe -9.96 15.29
Gavinane -9.68 15.00; Yerere -9.80 15.12
+Yelimane 12
Yelimane -10.57 15.12 12; Tambacara -10.87 15.03; Kirane -10.26 15.33 10; Kremis -10.98 15.10; Fanga -10.40 15.25
)",
    R"(@Koulikoro
+Banamba 9
Banamba -7.45 13.55 20; Touba -7.50 13.62; Boron -6.93 14.05; Toukoroba -7.07 13.73; Madina-Sacko -7.32 13.40
+Dioila 23
Dioila -6.80 12.49 25; Fana -6.96 12.78 40; Beleko -6.42 12.46; Massigui -6.77 11.87; Banco -7.06 12.25; Mena -7.15 12.20
Kerela -6.92 12.62; Wacoro -6.65 12.57
+Kangaba 9
Kangaba -8.42 11.93 15; Narena -8.63 12.23; Karan -8.60 11.84; Kaniogo -8.25 12.03; Figuira-Toma -8.45 11.77
+Kati 37
Kati -8.07 12.75 140; Kalabancoro -7.98 12.54 250; Sanankoroba -7.94 12.40 35; Siby -8.33 12.38 10
Ouelessebougou -7.91 12.00 20; Baguineda -7.78 12.62 30; Moribabougou -7.86 12.69 40; Bancoumana -8.27 12.20 8
Neguela -8.45 12.87; Kambila -8.05 12.83; Diago -8.14 12.80; Safo -7.92 12.77; Dialakorodji -7.96 12.72 60
Mountougoula -7.83 12.47; Kourouba -8.10 12.08; Doubabougou -8.09 13.08
+Kolokani 10
Kolokani -8.03 13.57 15; Didieni -8.10 13.89 8; Massantola -7.84 13.43; Nossombougou -7.94 13.10; Guihoyo -8.35 13.60
+Koulikoro 9
Koulikoro -7.56 12.86 50; Nyamina -6.99 13.32; Sirakorola -7.56 13.26; Tougouni -7.34 13.16; Koula -7.63 13.12
+Nara 11
Nara -7.29 15.17 20; Balle -8.59 15.33; Dilly -7.67 15.02; Mourdiah -7.47 14.47; Goumbou -7.45 14.99; Guire -7.15 14.53
Fallou -7.90 14.63; Koronga -7.60 15.20
)",
    R"(@Sikasso
+Bougouni 26
Bougouni -7.48 11.42 75; Garalo -7.44 10.98; Manankoro -7.45 10.48; Koumantou -6.85 11.42 15; Zantiebougou -7.25 11.40
Keleya -7.75 11.78; Sido -7.63 11.67; Sanso -6.87 11.70; Faragouaran -7.65 11.15; Domba -7.25 11.85
+Kadiolo 9
Kadiolo -5.77 10.55 20; Zegoua -5.65 10.50 15; Fourou -6.14 10.70; Loulouni -5.60 10.88; Misseni -6.08 10.33
Nimbougou -5.95 10.78
+Kolondieba 12
Kolondieba -6.89 11.09 15; Kadiana -6.50 10.74; Fakola -6.93 10.54; Kebila -7.03 11.28; Tousseguela -6.75 10.80
+Koutiala 36
Koutiala -5.46 12.39 170; M'Pessoba -5.72 12.67 12; Zangasso -5.62 12.15; Konseguela -5.88 12.40; Molobala -5.30 12.05
Kouniana -5.80 12.17; Kouoro -5.69 12.03; Zebala -5.15 12.45; Sincina -5.40 12.35; N'Gountjina -5.25 12.30
N'Tossoni -5.72 12.50; Konina -5.35 12.55
+Sikasso 43
Sikasso -5.67 11.32 270; Niena -6.35 11.43 15; Kignan -6.02 11.85; Klela -5.66 11.70 10; Lobougoula -6.08 11.05
Danderesso -5.50 11.53; Finkolo -5.50 11.27; N'Kourala -6.02 11.32; Blendio -6.40 11.65; Kapala -5.85 11.40
Farakala -5.45 11.42; Doumanaba -5.95 11.65; Dogoni -5.80 11.62
+Yanfolila 12
Yanfolila -8.15 11.18 12; Kalana -8.20 10.78 12; Siekorole -8.40 11.40; Filamana -7.90 10.55; Selingue -8.20 11.64 12
Doussoudiana -8.05 10.95
+Yorosso 9
Yorosso -4.78 12.36 12; Koury -4.80 12.16 10; Kiffosso -5.00 12.02; Boura -4.62 12.40; Mahou -4.68 12.13; Karangana -5.06 12.20
)",
    R"(@Segou
+Baraoueli 11
Baraoueli -6.83 13.07 15; Konobougou -6.77 12.92 15; Tamani -6.81 13.33; Sanando -6.55 12.90; Tesserla -6.66 13.25
+Bla 17
Bla -5.76 12.95 20; Touna -5.90 13.12; Yangasso -5.32 13.07; Diena -5.60 13.20; Fani -5.60 12.85; Kemeni -5.65 13.05; Falo -5.95 12.95
+Macina 11
Macina -5.36 13.96 20; Kokry -5.50 13.97; Monimpebougou -5.55 14.27; Saro -5.25 13.72; Kolongo -5.72 13.87; Matomo -5.45 13.75
+Niono 12
Niono -5.99 14.25 60; Sokolo -6.12 14.73; Diabaly -6.02 14.69 12; Dogofry -6.02 14.85; Nampala -5.33 15.28; Molodo -6.05 14.27
Siribala -6.05 14.03 12; Pogo -6.35 14.00
+San 25
San -4.90 13.30 85; Tene -4.90 13.05; Kassorola -4.85 13.10; Djeguena -4.70 13.22; Dah -4.82 13.20; Waki -5.05 13.20
N'Torosso -5.10 12.95; Sourountouna -5.20 13.25; Siadougou -5.05 13.45; Somo -4.95 13.15
+Segou 30
Segou -6.26 13.43 160; Markala -6.07 13.67 55; Pelengana -6.20 13.40 60; Dioro -6.00 13.55 20; Cinzana -5.95 13.25
Farako -6.50 13.28; Sansanding -6.00 13.73; Dougabougou -5.95 13.79 15; Konodimini -6.40 13.35; Katiena -6.15 13.15
Massala -5.75 13.50
+Tominian 12
Tominian -4.59 13.29 10; Mandiakuy -4.46 13.01; Fangasso -4.40 13.43; Timissa -4.12 13.18; Benena -4.37 13.11; Yasso -4.22 13.00
)",
    R"(@Mopti
+Bandiagara 21
Bandiagara -3.61 14.35 28; Sangha -3.31 14.46; Dourou -3.50 14.22; Ningari -3.20 14.68; Goundaka -3.95 14.52; Kendie -3.42 14.67
Kani-Gogouna -3.45 14.57; Borko -3.36 14.90; Ondougou -3.25 14.82; Dogani-Bere -3.60 14.25; Kargue -3.55 14.62
+Bankass 12
Bankass -3.52 14.07 18; Ouenkoro -3.80 13.42; Baye -3.48 13.62; Kani-Bonzon -3.66 14.16; Diallassagou -3.62 13.73
Segue -3.80 14.00; Sokoura -3.62 13.48; Koulogon -3.45 13.95
+Djenne 12
Djenne -4.55 13.91 35; Sofara -4.24 14.02 10; Kouakourou -4.50 14.22; Mougna -4.75 13.75; Taga -4.85 13.90; Konio -4.40 13.95
+Douentza 15
Douentza -2.95 15.00 30; Boni -2.22 15.08; Hombori -1.70 15.28; Mondoro -1.95 14.68; N'Gouma -3.18 15.60; Dallah -2.55 15.10
Korarou -3.40 15.30; Dianwely -2.70 14.80; Petaka -2.80 14.93
+Koro 16
Koro -3.08 14.07 22; Madougou -3.08 14.40; Dinangourou -2.35 14.45; Dioungani -2.74 14.32; Bondo -3.05 13.90; Barapireli -2.80 14.52
Diankabou -3.10 14.58; Yoro -2.35 14.28; Koporo-Pen -3.22 14.22; Pel Maoude -3.20 14.08
+Mopti 15
Mopti -4.18 14.49 145; Konna -3.90 14.94 25; Fatoma -4.05 14.62; Dialloube -4.30 14.98; Korientze -3.78 15.40; Socoura -4.10 14.42
Soye -4.28 14.23; Sio -4.30 14.37; Bassirou -3.95 14.62
+Tenenkou 10
Tenenkou -4.92 14.46 15; Diafarabe -5.02 14.15; Dioura -5.25 14.83; Toguere-Coumbe -4.55 14.90; Diondiori -4.78 14.62
+Youwarou 7
Youwarou -4.26 15.37 10; Gathi-Loumo -3.85 15.72; Sah -4.05 15.60; Ambiri -3.92 15.55; Dogo -4.22 15.52
)",
    R"(@Tombouctou
+Dire 13
Dire -3.40 16.26 22; Dangha -3.65 16.15; Tienkour -3.50 16.20; Tindirma -3.65 16.05; Sareyamou -3.18 16.08; Kirchamba -3.58 16.28
Bourem Sidi Amar -3.25 16.45
+Goundam 16
Goundam -3.67 16.41 15; Tonka -3.78 16.13 15; Bintagoungou -3.75 16.72; Razelma -4.10 16.72; Douekire -3.50 16.50; M'Bouna -4.05 16.60
Gargando -4.50 16.80; Essakane -3.55 16.80; Adarmalane -4.60 16.35
+Gourma-Rharous 9
Gourma-Rharous -1.92 16.88 8; Gossi -1.30 15.82 10; Inadiatafane -0.75 15.85; Bambara-Maoude -2.79 15.85; Hamzakoma -1.50 16.95
Ouinerden -0.95 16.45; Banikane -2.45 16.75
+Niafunke 8
Niafunke -3.99 15.93 15; Lere -4.92 15.71 12; Soumpi -4.35 15.87; Sarafere -3.72 15.82; N'Gorkou -3.72 15.70; Koumaira -4.08 15.75
+Tombouctou 6
Tombouctou -3.00 16.77 60; Ber -2.53 16.84; Araouane -3.53 18.90; Taoudenni -3.98 22.67; Bourem-Inaly -2.95 16.63; Lafia -3.15 16.62
)",
    R"(@Gao
+Ansongo 7
Ansongo 0.50 15.66 25; Ouattagouna 0.70 15.18; Tessit 0.28 15.20; Talataye 1.20 16.53; Bourra 0.58 15.40; Bara 0.38 15.80; Labbezanga 0.67 15.03
+Bourem 5
Bourem -0.35 16.95 18; Bamba -1.40 17.03; Almoustarat 0.12 17.38; Taboye -0.15 16.73; Temera -0.70 16.98
+Gao 7
Gao -0.04 16.27 110; Gounzoureye 0.00 16.33; Gabero 0.15 16.00; Djebock 0.42 16.50; N'Tillit -0.45 15.90; Sonni Ali Ber -0.08 16.15
)",
    R"(@Kidal
+Abeibara 3
Abeibara 1.87 19.12 3; Boghassa 1.38 19.72; Tinzaouaten 2.90 19.92
+Kidal 3
Kidal 1.41 18.44 28; Essouk 1.20 18.80; Anefis 0.70 18.20
+Tessalit 3
Tessalit 1.01 20.20 5; Aguelhok 0.86 19.47; Timetrine -0.60 19.42
+Tin-Essako 2
Tin-Essako 2.49 18.44 2; Intedjedit 2.10 18.20
)",
    R"(@Bamako
+Bamako 6
Bamako Commune I -7.965 12.672 500; Bamako Commune II -7.988 12.650 250; Bamako Commune III -8.015 12.668 250
Bamako Commune IV -8.042 12.638 550; Bamako Commune V -8.005 12.576 850; Bamako Commune VI -7.958 12.594 1100
)",
    R"(@Menaka
+Anderamboukane 1
Anderamboukane 3.02 15.45 8
+Inekar 1
Inekar 3.10 15.95 3
+Menaka 2
Menaka 2.40 15.92 30; Alata 2.55 16.60
+Tidermene 1
Tidermene 2.08 17.00 3
)"};

double number(std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

bool is_number(std::string_view word) {
    return !word.empty() && (word[0] == '-' || (word[0] >= '0' && word[0] <= '9'));
}

// Takes the last word off the text where it is a number.
bool take_number(std::string_view& text, double& value) {
    const auto space = text.rfind(' ');
    if (space == text.npos || !is_number(text.substr(space + 1))) return false;
    value = number(text.substr(space + 1));
    text = text.substr(0, space);
    return true;
}

Place parse_place(std::string_view text) {
    double last[3] = {0, 0, 0};
    int count = 0;
    while (count < 3 && take_number(text, last[count])) ++count;
    Place place;
    place.name = std::string(text);
    if (count == 3) place.people = last[0] * 1000;
    place.at = {last[count - 1], last[count - 2]};
    return place;
}

template <typename Use>
void split(std::string_view text, char separator, Use use) {
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        auto part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
        if (!part.empty()) use(part);
    }
}

void parse_line(std::string_view line, std::vector<Region>& regions) {
    if (line[0] == '@') {
        regions.push_back({std::string(line.substr(1)), {}});
    } else if (line[0] == '+') {
        double communes = 0;
        line.remove_prefix(1);
        take_number(line, communes);
        regions.back().cercles.push_back({std::string(line), static_cast<int>(communes), {}});
    } else {
        split(line, ';',
              [&](auto place) { regions.back().cercles.back().places.push_back(parse_place(place)); });
    }
}

}  // namespace

std::vector<Region> real_places() {
    std::vector<Region> regions;
    for (auto block : facts) split(block, '\n', [&](auto line) { parse_line(line, regions); });
    return regions;
}

}  // namespace djoliba::synthetic
