// A dialect of offsets taken apart, and where it puts the ends of spans. Declared for offsets.cpp and
// choose_offsets.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <intercoder/core/text.hpp>
#include <intercoder/io/offsets.hpp>

namespace intercoder::io {

inline constexpr std::string_view bom_suffix = "+bom";

/// A dialect taken apart: how much each character adds.
struct counting {
  enum class unit { code_point, utf16, byte } of = unit::code_point;
  bool line_break_is_one = true;
  bool bom = false;

  [[nodiscard]] std::int64_t width(char32_t c, std::size_t bytes) const noexcept {
    switch (of) {
      case unit::code_point: return 1;
      case unit::utf16: return c >= 0x10000 ? 2 : 1;
      case unit::byte: return static_cast<std::int64_t>(bytes);
    }
    return 1;
  }
};

/// @throws bad_argument when the dialect is unknown.
[[nodiscard]] counting parse_dialect(std::string_view dialect);

/// Stands where a text has no character: before its first and behind its last.
inline constexpr char32_t edge = 0x110000;

/// Walks over a stored text, one character of the normalised text at a time.
class walker {
 public:
  walker(std::string_view raw, counting how) : raw_{raw}, how_{how} {
    if (!raw_.starts_with(byte_order_mark)) return;
    at_ = byte_order_mark.size();
    if (how_.bom) position = how_.width(0xFEFF, at_);
  }

  /// Moves behind the next character; false at the end.
  bool step() {
    if (at_ >= raw_.size()) return false;
    auto const from = at_;
    auto c = next_code_point(raw_, at_);
    position += how_.width(c, at_ - from);
    if (c == '\r') {
      c = '\n';
      if (at_ < raw_.size() && raw_[at_] == '\n') {
        ++at_;
        if (!how_.line_break_is_one) ++position;
      }
    }
    last = c;
    ++index;
    return true;
  }
  /// The character that `step` would move over, or `edge`.
  [[nodiscard]] char32_t ahead() const {
    if (at_ >= raw_.size()) return edge;
    auto at = at_;
    auto const c = next_code_point(raw_, at);
    return c == '\r' ? U'\n' : c;
  }

  std::int64_t position = 0;  ///< in the dialect
  std::int64_t index = 0;     ///< in code points of the normalised text
  char32_t last = edge;

 private:
  std::string_view raw_;
  counting how_;
  std::size_t at_ = 0;
};

/// One end of a span.
struct boundary {
  std::int64_t position;
  bool end;
  auto operator<=>(boundary const&) const = default;
};

/// How well a boundary sits in the text.
enum rank : int { beyond_text = -1, nowhere = 0, at_word = 1, at_line = 2, at_quote = 3 };

struct placed {
  std::int64_t index = -1;  ///< -1: outside the text
  bool split = false;
  int rank = beyond_text;
};

/// Sorted, each once.
[[nodiscard]] std::vector<boundary> boundaries_of(std::vector<marked_span> const& spans);

/// The index of a boundary that is there.
[[nodiscard]] std::size_t find(std::vector<boundary> const& sorted, boundary wanted);

/// Places sorted boundaries, one for one.
[[nodiscard]] std::vector<placed> place(std::string_view raw, counting how, std::span<boundary const> boundaries);

}  // namespace intercoder::io
