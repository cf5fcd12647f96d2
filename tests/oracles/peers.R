# Values of two-coder tables by psych and vcd. Reads lines "q n11 n12 ... nqq" (rows: the first coder) from standard
# input and prints a line for each: psych's kappa, and vcd's kappa and error for three weightings; NA where it fails.
suppressMessages({
  library(psych)
  library(vcd)
})
attempt <- function(x) tryCatch(suppressWarnings(x), error = function(e) NA)
for (line in readLines(file("stdin"))) {
  numbers <- as.numeric(strsplit(line, " ")[[1]])
  q <- numbers[1]
  cells <- matrix(numbers[-1], q, q, byrow = TRUE)
  k <- attempt(Kappa(as.table(cells), weights = "Equal-Spacing"))
  squares <- attempt(Kappa(as.table(cells), weights = "Fleiss-Cohen"))
  part <- function(k, which, i) if (identical(k, NA)) NA else unname(k[[which]][i])
  found <- c(
    attempt(cohen.kappa(cells)$kappa),
    part(k, "Unweighted", 1), part(k, "Unweighted", 2),
    part(k, "Weighted", 1), part(k, "Weighted", 2),
    part(squares, "Weighted", 1), part(squares, "Weighted", 2)
  )
  cat(format(found, digits = 15), "\n")
}
