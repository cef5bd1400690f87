package org.caudal.publication;

/** The list of published indicators. */
public enum IndicatorCode {
  REMITTANCE_VALUE("Remittances sent", "value", ""),
  REMITTANCE_TRANSFERS("Transfers", "transfers", ""),
  REMITTANCE_SENDERS("Distinct senders", "senders", ""),
  REMITTANCE_AVERAGE("Average transfer", "average", ""),
  REMITTANCE_COST_SIMPLE("Cost, every service alike", "simple_average", "headline"),
  REMITTANCE_COST_VOLUME("Cost, weighted by value", "volume_weighted_average", "headline"),
  REMITTANCE_COST_COUNT("Cost, every transfer alike", "count_weighted_average", "headline"),
  REMITTANCE_COST_MEDIAN("Cost, median transfer", "median", "headline"),
  REMITTANCE_LOSS_SIMPLE("Loss on money paid, every service alike", "simple_average", "exact"),
  REMITTANCE_LOSS_VOLUME("Loss on money paid, by value", "volume_weighted_average", "exact"),
  REMITTANCE_LOSS_COUNT(
      "Loss on money paid, every transfer alike", "count_weighted_average", "exact"),
  REMITTANCE_LOSS_MEDIAN("Loss on money paid, median transfer", "median", "exact"),
  REMITTANCE_PRICE_SIMPLE("Surveyed price, every service alike", "simple_average", "price"),
  REMITTANCE_PRICE_MEDIAN("Surveyed price, median service", "median", "price");

  private final String title;
  private final String measure;
  private final String variant;

  IndicatorCode(String title, String measure, String variant) {
    this.title = title;
    this.measure = measure;
    this.variant = variant;
  }

  /** Code in the table, for example {@code remittance_value}. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** What a reader sees. */
  public String title() {
    return title;
  }

  /** Measure of the estimate that it publishes. */
  String measure() {
    return measure;
  }

  /** Variant of the estimate: headline, exact, price, or empty for flows. */
  String variant() {
    return variant;
  }
}
