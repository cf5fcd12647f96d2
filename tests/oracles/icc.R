# Intraclass correlations by psych. Reads lines "coders x11 x12 ... xnk" (units by coders) from standard input and prints a
# line for each: value, F, p and both limits of ICC1, ICC2, ICC3, ICC1k, ICC2k, ICC3k; NA where it fails.
suppressMessages(library(psych))
for (line in readLines(file("stdin"))) {
  numbers <- as.numeric(strsplit(line, " ")[[1]])
  scores <- matrix(numbers[-1], ncol = numbers[1], byrow = TRUE)
  found <- tryCatch(
    suppressWarnings(ICC(scores, lmer = FALSE)$results),
    error = function(e) NULL
  )
  rows <- if (is.null(found)) matrix(NA, 6, 5) else as.matrix(found[, c("ICC", "F", "p", "lower bound", "upper bound")])
  cat(format(t(rows), digits = 15), "\n")
}
