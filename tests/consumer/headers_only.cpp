// A program that uses the headers and links nothing.
#ifdef INTERCODER_COMPILED
#error "intercoder::headers must not ask for the compiled library"
#endif

#include <iostream>

#include <intercoder/core/codebook.hpp>

int main() {
  intercoder::codebook book;
  auto const barriers = book.add({.id = "", .name = "Barriers", .definition = "", .parent = {}, .colour = ""});
  auto const cost = book.add({.id = "", .name = "Cost", .definition = "", .parent = barriers, .colour = ""});
  std::cout << book.path(cost) << '\n';
  return book.path(cost) == "Barriers > Cost" ? 0 : 1;
}
