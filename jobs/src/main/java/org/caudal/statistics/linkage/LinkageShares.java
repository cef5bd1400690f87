package org.caudal.statistics.linkage;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The shares of a model as one line of text, to be carried beside records. */
public final class LinkageShares {
  private static final String BETWEEN_COMPARISONS = ";";
  private static final String BETWEEN_NUMBERS = " ";

  private LinkageShares() {}

  /**
   * Prior, then a comparison each: every m, then every u, from gamma 0.
   *
   * @throws IllegalStateException if one is not known
   */
  public static String write(LinkageModel model) {
    for (Comparison comparison : model.comparisons()) {
      if (!comparison.hasM()) {
        throw new IllegalStateException(
            "the settings have no share m of " + comparison.name() + ": run train-linkage first");
      }
    }
    return model.prior()
        + BETWEEN_COMPARISONS
        + model.comparisons().stream()
            .map(
                c ->
                    DoubleStream.concat(Arrays.stream(c.m()), Arrays.stream(c.u()))
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(BETWEEN_NUMBERS)))
            .collect(Collectors.joining(BETWEEN_COMPARISONS));
  }

  /**
   * The model with the shares of the text.
   *
   * @throws IllegalArgumentException if they are of a model with other comparisons or levels
   */
  public static LinkageModel read(LinkageModel model, String text) {
    String[] parts = text.split(BETWEEN_COMPARISONS, -1);
    if (parts.length != model.comparisons().size() + 1) {
      throw new IllegalArgumentException(
          "shares are of "
              + (parts.length - 1)
              + " comparisons, the settings have "
              + model.comparisons().size());
    }
    LinkageModel read = model.withPrior(Double.parseDouble(parts[0]));
    return read.with(
        comparison -> {
          double[] numbers =
              Arrays.stream(
                      parts[1 + model.comparisons().indexOf(comparison)].split(BETWEEN_NUMBERS, -1))
                  .mapToDouble(Double::parseDouble)
                  .toArray();
          int gammas = comparison.gammas();
          if (numbers.length != 2 * gammas) {
            throw new IllegalArgumentException(
                "shares of " + comparison.name() + " are of other levels than the settings have");
          }
          return comparison.with(
              Arrays.copyOf(numbers, gammas), Arrays.copyOfRange(numbers, gammas, 2 * gammas));
        });
  }
}
