// REFI-QDA, the exchange format of qualitative data analysis: projects (.qdpx, .qde) and codebooks (.qdc).
#pragma once

#include <filesystem>
#include <string>

#include <intercoder/core/codebook.hpp>
#include <intercoder/core/study.hpp>
#include <intercoder/io/limits.hpp>

namespace intercoder {

struct refi_options {
  /// How the file counts positions: a dialect of offsets.hpp, or "auto": the one that fits the text best.
  std::string offsets = "auto";
  /// Whose coding it is: the user named by the "coding", or by the "selection" that it stands in. "auto" takes the
  /// coding's user, unless all codings name one user and the selections several: so a project looks after one person
  /// imported it into another program. Where the one names nobody the other is asked, then the selection's last editor.
  std::string coder_from = "auto";
  file_limits limits = {};
};

/// Reads a project: a ZIP archive with one .qde in its root, or that .qde itself with its texts beside it or in a
/// folder "sources". Elements are matched by local name; what the schema demands and the study does not need may be
/// missing.
///
/// Coders are the users who coded text or a source as a whole, by name, else id, else guid, or "unknown". Text comes
/// from text sources, representations of PDFs, descriptions of pictures and transcripts; a source whose text is not in
/// the file keeps its positions as given and has length 0. Variables of sources and of their cases become attributes.
/// Codings of picture, sound, film and page areas, of memos and with cases are left out, and a note counts them.
/// @throws bad_file for an archive that is damaged, encrypted, beyond the limits, or names a file outside itself; for
/// no or two projects; XML that is malformed or has a DOCTYPE; text that is not UTF-8; a position that is no number or
/// lies outside its text; a coding with a code that is not there; codes without a name, with one guid, or nested too
/// deep.
/// @throws bad_argument for options that are not known.
[[nodiscard]] study read_refi_qda(std::filesystem::path const& path, refi_options const& options = {});

/// Reads a codebook, or the codebook of a bare .qde. @throws bad_file as above.
[[nodiscard]] codebook read_refi_codebook(std::filesystem::path const& path, file_limits const& limits = {});

/// Writes a project that is valid by the standard's schema: positions in code points of texts with LF line breaks,
/// guids made from the content where the study has none, and the same bytes for the same study. Assignments that are
/// not assumed, and rounds, have no place in the standard: they are kept in sets and notes that this library reads
/// back. The length of a source without text is not kept.
/// @throws bad_file when the file cannot be written. @throws bad_argument for a name that XML cannot hold.
void write_refi_qda(std::filesystem::path const& path, study const& s);

/// Writes a codebook. @throws bad_argument when it is empty, which the standard forbids; otherwise as above.
void write_refi_codebook(std::filesystem::path const& path, codebook const& codes);

}  // namespace intercoder
