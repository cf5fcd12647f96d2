# Every file that is built, by name. Nothing is collected by pattern: tests/layers.py fails when a file on disk is
# missing here. One path a line, in alphabetical order, relative to the project's root.

# Public headers that stand alone: nothing to link.
set(INTERCODER_HEADERS
  include/intercoder/agreement/by_name-inl.hpp
  include/intercoder/agreement/by_name.hpp
  include/intercoder/agreement/chance-inl.hpp
  include/intercoder/agreement/chance.hpp
  include/intercoder/agreement/coefficient-inl.hpp
  include/intercoder/agreement/coefficient-template.hpp
  include/intercoder/agreement/coefficient.hpp
  include/intercoder/agreement/coefficients.hpp
  include/intercoder/agreement/distances-inl.hpp
  include/intercoder/agreement/distances.hpp
  include/intercoder/agreement/shares-inl.hpp
  include/intercoder/agreement/shares.hpp
  include/intercoder/agreement/weighting-inl.hpp
  include/intercoder/agreement/weighting.hpp
  include/intercoder/agreement/weights-inl.hpp
  include/intercoder/agreement/weights.hpp
  include/intercoder/codebooks/disagreements-inl.hpp
  include/intercoder/codebooks/disagreements.hpp
  include/intercoder/codebooks/overlap-inl.hpp
  include/intercoder/codebooks/overlap.hpp
  include/intercoder/codebooks/similarity.hpp
  include/intercoder/core/cell.hpp
  include/intercoder/core/code_ratings-inl.hpp
  include/intercoder/core/code_ratings.hpp
  include/intercoder/core/codebook-inl.hpp
  include/intercoder/core/codebook.hpp
  include/intercoder/core/coder_codebook-inl.hpp
  include/intercoder/core/coder_codebook.hpp
  include/intercoder/core/coefficient_info.hpp
  include/intercoder/core/config.hpp
  include/intercoder/core/design.hpp
  include/intercoder/core/encode-inl.hpp
  include/intercoder/core/encode.hpp
  include/intercoder/core/error.hpp
  include/intercoder/core/estimate-inl.hpp
  include/intercoder/core/estimate.hpp
  include/intercoder/core/extent-inl.hpp
  include/intercoder/core/extent.hpp
  include/intercoder/core/missing_rule.hpp
  include/intercoder/core/names.hpp
  include/intercoder/core/numbers.hpp
  include/intercoder/core/project-inl.hpp
  include/intercoder/core/project.hpp
  include/intercoder/core/provenance.hpp
  include/intercoder/core/random.hpp
  include/intercoder/core/ratings-inl.hpp
  include/intercoder/core/ratings.hpp
  include/intercoder/core/rows.hpp
  include/intercoder/core/scale.hpp
  include/intercoder/core/selection-inl.hpp
  include/intercoder/core/selection.hpp
  include/intercoder/core/statistic-inl.hpp
  include/intercoder/core/statistic.hpp
  include/intercoder/core/study-inl.hpp
  include/intercoder/core/study.hpp
  include/intercoder/core/sum.hpp
  include/intercoder/core/text.hpp
  include/intercoder/core/two_by_two.hpp
  include/intercoder/core/units-inl.hpp
  include/intercoder/core/units.hpp
  include/intercoder/core/weighted_rows.hpp
  include/intercoder/inference/distributions-inl.hpp
  include/intercoder/inference/distributions.hpp
  include/intercoder/inference/interval-inl.hpp
  include/intercoder/inference/interval.hpp
  include/intercoder/inference/interval_choice-inl.hpp
  include/intercoder/inference/pooled-inl.hpp
  include/intercoder/inference/pooled.hpp
  include/intercoder/inference/posterior-inl.hpp
  include/intercoder/inference/posterior.hpp
  include/intercoder/inference/test-inl.hpp
  include/intercoder/inference/test.hpp
  include/intercoder/inference/variance-inl.hpp
  include/intercoder/inference/variance.hpp
  include/intercoder/inference/warnings-inl.hpp
  include/intercoder/inference/warnings.hpp
  include/intercoder/intercoder.hpp
  include/intercoder/version.hpp
)

# Public headers whose bodies are compiled (io/ and report/); installed with INTERCODER_IO only.
set(INTERCODER_IO_HEADERS
  include/intercoder/io/json.hpp
  include/intercoder/io/limits.hpp
  include/intercoder/io/offsets.hpp
  include/intercoder/io/refi.hpp
  include/intercoder/io/segments.hpp
  include/intercoder/io/table.hpp
  include/intercoder/report/comparison.hpp
  include/intercoder/report/json.hpp
  include/intercoder/report/methods.hpp
  include/intercoder/report/sentences.hpp
)

# What is compiled into intercoder::intercoder.
set(INTERCODER_SOURCES
  src/agreement.cpp
  src/codebooks.cpp
  src/core.cpp
  src/distributions.cpp
  src/inference.cpp
)

# The same, but only with INTERCODER_IO: src/io/ and src/report/, and headers beside them that are not public.
set(INTERCODER_IO_SOURCES
  src/io/choose_offsets.cpp
  src/io/dialect.hpp
  src/io/file.cpp
  src/io/file.hpp
  src/io/guid.cpp
  src/io/guid.hpp
  src/io/offsets.cpp
  src/io/refi_model.hpp
  src/io/refi_package.cpp
  src/io/refi_package.hpp
  src/io/refi_project.cpp
  src/io/refi_sources.cpp
  src/io/refi_users.hpp
  src/io/refi_write.cpp
  src/io/refi_xml.cpp
  src/io/refi_xml.hpp
  src/io/segments.cpp
  src/io/study_json.cpp
  src/io/table.cpp
  src/io/zip.cpp
  src/io/zip.hpp
  src/report/comparison.cpp
  src/report/json.cpp
  src/report/methods.cpp
  src/report/sentences.cpp
)

# The tests, one program.
set(INTERCODER_TEST_SOURCES
  tests/agreement/own_chance_model.cpp
  tests/codebooks/disagreements.cpp
  tests/codebooks/overlap.cpp
  tests/core/coder_codebook.cpp
  tests/core/encode.cpp
  tests/core/project.cpp
  tests/core/ratings.cpp
  tests/core/statistic.cpp
  tests/core/text.cpp
  tests/core/units.cpp
  tests/inference/coverage.cpp
  tests/inference/interval.cpp
  tests/main.cpp
  tests/properties/coefficients.cpp
  tests/refusals/ratings.cpp
)

# Tests of io/ and report/.
set(INTERCODER_IO_TEST_SOURCES
  tests/io/damage.cpp
  tests/io/offsets.cpp
  tests/io/real_files.cpp
  tests/io/refi_codebook.cpp
  tests/io/refi_project.cpp
  tests/io/round_trip.cpp
  tests/io/segments.cpp
  tests/io/table.cpp
  tests/published/inference.cpp
  tests/published/statistics.cpp
  tests/refusals/io_archive.cpp
  tests/refusals/io_refi.cpp
  tests/refusals/io_segments.cpp
  tests/refusals/io_table.cpp
  tests/report/comparison.cpp
  tests/report/json.cpp
  tests/report/sentences.cpp
)

# Headers shared by tests, in tests/support/.
set(INTERCODER_TEST_HEADERS
  tests/support/archive.hpp
  tests/support/files.hpp
  tests/support/golden.hpp
  tests/support/near.hpp
  tests/support/report_study.hpp
  tests/support/shared.hpp
  tests/support/small_study.hpp
  tests/support/study.hpp
)

# What must not compile; the first line of each says what the compiler answers.
set(INTERCODER_COMPILE_FAIL_SOURCES
  tests/refusals/compile_fail/not_a_chance_model.cpp
)

# Benchmarks, one program.
set(INTERCODER_BENCH_SOURCES
  bench/counting.cpp
  bench/data.hpp
  bench/distinct.cpp
  bench/overlap.cpp
)

# The simulation of coverage: its own program, and part of the tests.
set(INTERCODER_COVERAGE_SOURCES
  bench/coverage/cell.cpp
  bench/coverage/cell.hpp
  bench/coverage/generate.cpp
  bench/coverage/generate.hpp
  bench/coverage/grid.cpp
  bench/coverage/simulate.cpp
  bench/coverage/simulate.hpp
)
set(INTERCODER_COVERAGE_PROGRAM
  bench/coverage/main.cpp
)

# The Python extension.
set(INTERCODER_PYTHON_SOURCES
  python/bindings/agreement.cpp
  python/bindings/bindings.hpp
  python/bindings/codebooks.cpp
  python/bindings/core.cpp
  python/bindings/errors.cpp
  python/bindings/inference.cpp
  python/bindings/io.cpp
  python/bindings/labels.cpp
  python/bindings/module.cpp
  python/bindings/report.cpp
  python/bindings/studies.hpp
  python/bindings/study.cpp
)
