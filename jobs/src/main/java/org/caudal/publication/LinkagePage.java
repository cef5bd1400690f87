package org.caudal.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * How records were linked, on one HTML page for those who link them: what each level of agreement
 * is worth, what every threshold would find and miss, what reviewers say, and how the weight of
 * some pairs came about. No value of a record and no identifier is on it; it is not for publication
 * all the same, as its counts are not protected.
 */
public final class LinkagePage {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int BITS = 2;

  private final List<Row> shares;
  private final List<Row> thresholds;
  private final List<Row> reviewed;
  private final List<Row> accuracy;
  private final List<Row> pairs;

  /**
   * A page; a list may be empty, and each is in the order of its keys.
   *
   * @param shares rows of linkage_share
   * @param thresholds rows of linkage_threshold
   * @param reviewed rows of linkage_quality
   * @param accuracy rows of linkage_accuracy
   * @param pairs band, weight and waterfall of rows of review_pair
   */
  public LinkagePage(
      List<Row> shares,
      List<Row> thresholds,
      List<Row> reviewed,
      List<Row> accuracy,
      List<Row> pairs) {
    this.shares = List.copyOf(shares);
    this.thresholds = List.copyOf(thresholds);
    this.reviewed = List.copyOf(reviewed);
    this.accuracy = List.copyOf(accuracy);
    this.pairs = List.copyOf(pairs);
  }

  /** The whole file. */
  public String html() {
    StringBuilder html =
        new StringBuilder(PageStyle.head("record linkage"))
            .append("<main><h1>Record linkage</h1>")
            .append(
                HtmlText.paragraph(
                    "For those who link records, not for publication: counts are not protected."));
    if (!shares.isEmpty()) {
      html.append(weights());
    }
    if (!thresholds.isEmpty()) {
      html.append(thresholds());
    }
    if (!reviewed.isEmpty()) {
      html.append(reviewers());
    }
    if (!accuracy.isEmpty()) {
      html.append(registers());
    }
    if (!pairs.isEmpty()) {
      html.append(waterfalls());
    }
    return html.append("</main></body></html>\n").toString();
  }

  private String weights() {
    double prior = shares.get(0).<Double>getAs("prior");
    List<BarChart.Bar> bars =
        shares.stream()
            .map(row -> new BarChart.Bar(level(row), 0, row.<Double>getAs("weight")))
            .toList();
    return section(
        "What agreement is worth",
        String.format(
            Locale.ROOT,
            "Weight of each level, log2 of m / u. Of two records taken at random, %.3g are of one person: the weight of a pair begins at %.1f.",
            prior,
            Math.log(prior / (1 - prior)) / Math.log(BITS)),
        figure("Weights of levels", new BarChart("Weights of levels", bars).svg())
            + table(
                "Levels",
                List.of("Level", "m", "u", "Weight", "Trainings"),
                shares,
                row ->
                    List.of(
                        level(row),
                        number("%.4g", row.getAs("m")),
                        number("%.4g", row.getAs("u")),
                        number("%.2f", row.getAs("weight")),
                        number("%d", row.getAs("trainings")))));
  }

  private static String level(Row row) {
    return row.<String>getAs("comparison") + ": " + row.<String>getAs("level_name");
  }

  private String thresholds() {
    return section(
        "Where the threshold is put",
        "Against a known truth, pair by pair. Recall is among all pairs of one person, also those that no blocking rule found.",
        curves(thresholds)
            + table(
                "Thresholds",
                List.of(
                    "Threshold",
                    "Pairs",
                    "True",
                    "Missed",
                    "Precision",
                    "Recall",
                    "F1",
                    "False positive rate"),
                thresholds,
                row ->
                    List.of(
                        number("%s", row.getAs("threshold")),
                        number("%,d", row.getAs("pairs")),
                        number("%,d", row.getAs("true_pairs")),
                        number("%,d", row.getAs("missed_pairs")),
                        number("%.4f", row.getAs("precision")),
                        number("%.4f", row.getAs("recall")),
                        number("%.4f", row.getAs("f1")),
                        number("%.3g", row.getAs("false_positive_rate")))));
  }

  /** Three ways to look at what every threshold finds. */
  private static String curves(List<Row> rows) {
    return "<div class=\"small-charts\">"
        + chart(
            "Precision and recall by threshold",
            "threshold of the weight",
            curve("precision", rows, "threshold", "precision"),
            curve("recall", rows, "threshold", "recall"))
        + chart(
            "Precision against recall", "recall", curve("precision", rows, "recall", "precision"))
        + chart(
            "Receiver operating characteristic",
            "false positive rate",
            curve("recall", rows, "false_positive_rate", "recall"))
        + "</div>";
  }

  private static String chart(String title, String across, CurveChart.Curve... curves) {
    return figure(title, new CurveChart(title, across, List.of(curves)).svg());
  }

  private static CurveChart.Curve curve(String name, List<Row> rows, String x, String y) {
    List<CurveChart.Place> places = new ArrayList<>();
    for (Row row : rows) {
      @Nullable Number at = row.getAs(x);
      @Nullable Number value = row.getAs(y);
      if (at != null && value != null) {
        places.add(new CurveChart.Place(at.doubleValue(), value.doubleValue()));
      }
    }
    return new CurveChart.Curve(name, places);
  }

  private String reviewers() {
    return section(
        "What reviewers say",
        "Estimated from a sample of pairs. Recall is among the pairs that were compared and kept.",
        curves(reviewed)
            + table(
                "Thresholds at the beginning of a band",
                List.of(
                    "Threshold",
                    "Pairs",
                    "Decided",
                    "Precision",
                    "Interval",
                    "Recall",
                    "Interval",
                    "False positive rate"),
                reviewed,
                row ->
                    List.of(
                        row.getAs("threshold") == null
                            ? "none"
                            : number("%.1f", row.getAs("threshold")),
                        number("%,d", row.getAs("pairs")),
                        number("%,d", row.getAs("decided")),
                        number("%.4f", row.getAs("precision")),
                        interval(row, "precision"),
                        number("%.4f", row.getAs("recall")),
                        interval(row, "recall"),
                        number("%.3g", row.getAs("false_positive_rate")))));
  }

  private static String interval(Row row, String of) {
    return row.getAs(of + "_low") == null
        ? ""
        : number("%.4f", row.getAs(of + "_low")) + " to " + number("%.4f", row.getAs(of + "_high"));
  }

  private String registers() {
    return section(
        "Persons, by register",
        "Against a known truth: pairs of records in one person of the linkage.",
        table(
            "Pairs of registers",
            List.of("Registers", "True pairs", "Linked", "Right", "Precision", "Recall", "F1"),
            accuracy,
            row ->
                List.of(
                    row.<String>getAs("left_source") + " and " + row.<String>getAs("right_source"),
                    number("%,d", row.getAs("true_pairs")),
                    number("%,d", row.getAs("linked_pairs")),
                    number("%,d", row.getAs("right_pairs")),
                    number("%.4f", row.getAs("precision")),
                    number("%.4f", row.getAs("recall")),
                    number("%.4f", row.getAs("f1")))));
  }

  private String waterfalls() {
    StringBuilder charts = new StringBuilder();
    for (Row pair : pairs) {
      String title =
          String.format(
              Locale.ROOT,
              "A pair of band %d, weight %.1f",
              pair.<Integer>getAs("band"),
              pair.<Double>getAs("weight"));
      charts.append(
          figure(title, new BarChart(title, steps(pair.<String>getAs("waterfall"))).svg()));
    }
    return section(
        "How a weight comes about",
        "One pair of each band of the sample for reviewers: the prior, then what each comparison adds, with how common the values are.",
        charts.toString());
  }

  private static List<BarChart.Bar> steps(String waterfall) {
    List<BarChart.Bar> bars = new ArrayList<>();
    double sum = 0;
    try {
      for (JsonNode step : JSON.readTree(waterfall)) {
        double next = sum + step.path("weight").asDouble() + step.path("frequency").asDouble();
        String level = step.path("level").asText();
        String comparison = step.path("comparison").asText();
        bars.add(
            new BarChart.Bar(level.isEmpty() ? comparison : comparison + ": " + level, sum, next));
        sum = next;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A waterfall is a JSON array.", e);
    }
    bars.add(new BarChart.Bar("weight", 0, sum));
    return bars;
  }

  private static String section(String title, String lead, String content) {
    return "<section><h2>"
        + HtmlText.of(title)
        + "</h2>"
        + HtmlText.paragraph(lead)
        + content
        + "</section>";
  }

  private static String figure(String title, String svg) {
    return "<figure><figcaption>" + HtmlText.of(title) + "</figcaption>" + svg + "</figure>";
  }

  private static String table(
      String title, List<String> heads, List<Row> rows, Function<Row, List<String>> cells) {
    StringBuilder html =
        new StringBuilder("<details><summary>")
            .append(HtmlText.of(title))
            .append("</summary><table><thead><tr>");
    heads.forEach(head -> html.append("<th>").append(HtmlText.of(head)).append("</th>"));
    html.append("</tr></thead><tbody>");
    for (Row row : rows) {
      List<String> of = cells.apply(row);
      html.append("<tr><th scope=\"row\">").append(HtmlText.of(of.get(0))).append("</th>");
      of.stream().skip(1).forEach(cell -> html.append(HtmlText.number(cell)));
      html.append("</tr>");
    }
    return html.append("</tbody></table></details>").toString();
  }

  private static String number(String format, @Nullable Object value) {
    return value == null ? "" : String.format(Locale.ROOT, format, value).replace("-", "−");
  }
}
