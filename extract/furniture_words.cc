// Words of page furniture: see furniture_words.h.
#include "extract/furniture_words.h"

#include <algorithm>

#include "core/text.h"

namespace claimline {
namespace {

struct Entry {
    std::string_view word;
    Furniture kind;
};

using enum Furniture;

// ASCII lower case; English, German, French, Spanish, Italian, Dutch.
constexpr auto make_table() {
    auto table = std::to_array<Entry>({
        {"share", share},
        {"shares", share},
        {"tweet", share},
        {"facebook", share},
        {"twitter", share},
        {"whatsapp", share},
        {"linkedin", share},
        {"pinterest", share},
        {"instagram", share},
        {"telegram", share},
        {"teilen", share},
        {"partager", share},
        {"compartir", share},
        {"condividi", share},
        {"delen", share},
        {"follow", share},
        {"email", share},
        {"e-mail", share},
        {"youtube", share},
        {"reddit", share},
        {"subscribe", newsletter},
        {"subscribers", newsletter},
        {"subscription", newsletter},
        {"newsletter", newsletter},
        {"newsletters", newsletter},
        {"inbox", newsletter},
        {"sign", newsletter},
        {"abonnieren", newsletter},
        {"abonnez", newsletter},
        {"suscribirse", newsletter},
        {"iscriviti", newsletter},
        {"unsubscribe", newsletter},
        {"more", more},
        {"read", more},
        {"related", more},
        {"also", more},
        {"recommended", more},
        {"trending", more},
        {"popular", more},
        {"latest", more},
        {"next", more},
        {"previous", more},
        {"mehr", more},
        {"weitere", more},
        {"lesen", more},
        {"lire", more},
        {"aussi", more},
        {"leer", more},
        {"leggi", more},
        {"anche", more},
        {"lees", more},
        {"continue", more},
        {"click", more},
        {"here", more},
        {"hier", more},
        {"watch", more},
        {"video", more},
        {"artikel", more},
        {"photo", photo},
        {"photos", photo},
        {"photograph", photo},
        {"image", photo},
        {"images", photo},
        {"getty", photo},
        {"credit", photo},
        {"foto", photo},
        {"fotos", photo},
        {"bild", photo},
        {"reuters", photo},
        {"afp", photo},
        {"picture", photo},
        {"shutterstock", photo},
        {"caption", photo},
        {"quelle", photo},
        {"courtesy", photo},
        {"dpa", photo},
        {"copyright", copyright},
        {"rights", copyright},
        {"reserved", copyright},
        {"trademark", copyright},
        {"terms", copyright},
        {"privacy", copyright},
        {"impressum", copyright},
        {"datenschutz", copyright},
        {"disclaimer", copyright},
        {"licence", copyright},
        {"license", copyright},
        {"vorbehalten", copyright},
        {"comment", comment},
        {"comments", comment},
        {"kommentar", comment},
        {"kommentare", comment},
        {"reply", comment},
        {"antworten", comment},
        {"commentaires", comment},
        {"comentarios", comment},
        {"commenti", comment},
        {"reacties", comment},
        {"says", comment},
        {"sagt", comment},
        {"posted", comment},
        {"likes", comment},
        {"advertisement", advert},
        {"advertising", advert},
        {"sponsored", advert},
        {"anzeige", advert},
        {"werbung", advert},
        {"publicidad", advert},
        {"affiliate", advert},
        {"commission", advert},
        {"shop", advert},
        {"offer", advert},
        {"buy", advert},
        {"cookie", cookie},
        {"cookies", cookie},
        {"consent", cookie},
        {"javascript", cookie},
        {"browser", cookie},
        {"enable", cookie},
        {"updated", updated},
        {"published", updated},
        {"aktualisiert", updated},
        {"stand", updated},
        {"uhr", updated},
        {"publicado", updated},
        {"modifie", updated},
        {"ago", updated},
        {"am", updated},
        {"pm", updated},
        {"min", updated},
        {"by", by},
        {"von", by},
        {"par", by},
        {"por", by},
        {"door", by},
        {"author", by},
        {"editor", by},
        {"reporter", by},
        {"writer", by},
        {"autor", by},
        {"contributed", by},
        {"reporting", by},
        {"journalist", by},
        {"staff", by},
        {"login", login},
        {"log", login},
        {"register", login},
        {"account", login},
        {"password", login},
        {"anmelden", login},
        {"member", login},
        {"premium", login},
        {"abo", login},
        {"abonnenten", login},
        {"home", navigation},
        {"menu", navigation},
        {"search", navigation},
        {"back", navigation},
        {"top", navigation},
        {"skip", navigation},
        {"close", navigation},
        {"print", navigation},
        {"tags", navigation},
        {"topics", navigation},
        {"category", navigation},
        {"categories", navigation},
        {"filed", navigation},
        {"contact", navigation},
        {"about", navigation},
        {"suche", navigation},
        {"startseite", navigation},
        {"drucken", navigation},
        {"kontakt", navigation},
        {"themen", navigation},
    });
    std::ranges::sort(table, {}, &Entry::word);
    return table;
}

constexpr auto kTable = make_table();

}  // namespace

std::array<std::uint8_t, kFurnitureCount> count_furniture(std::string_view text, int max_words) {
    std::array<std::uint8_t, kFurnitureCount> counts{};
    std::array<char, 16> word{};
    std::size_t length = 0;
    int words = 0;
    const auto flush = [&] {
        if (length == 0) return;
        ++words;
        const std::string_view key(word.data(), std::min(length, word.size()));
        const auto found = std::ranges::lower_bound(kTable, key, {}, &Entry::word);
        if (length <= word.size() && found != kTable.end() && found->word == key) {
            auto& count = counts[static_cast<std::size_t>(found->kind)];
            if (count < 255) ++count;
        }
        length = 0;
    };
    for (const char raw : text) {
        const char c = to_lower(raw);
        const bool part = (c >= 'a' && c <= 'z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
                          (c == '-' && length > 0);
        if (part) {
            if (length < word.size()) word[length] = c;
            ++length;
        } else {
            flush();
            if (words >= max_words) return counts;
        }
    }
    flush();
    return counts;
}

}  // namespace claimline
