// A program that links the compiled library.
#ifndef INTERCODER_COMPILED
#error "intercoder::intercoder must say that it is compiled"
#endif

#include <iostream>

#include <intercoder/core/codebook.hpp>
#include <intercoder/version.hpp>

int main() {
  intercoder::codebook book;
  auto const barriers = book.add({.id = "", .name = "Barriers", .definition = "", .parent = {}, .colour = ""});
  std::cout << "intercoder " << INTERCODER_VERSION_MAJOR << '.' << INTERCODER_VERSION_MINOR << '.'
            << INTERCODER_VERSION_PATCH << ": " << book.path(barriers) << '\n';
  return book.size() == 1 ? 0 : 1;
}
