package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.register.link.LinkageAccuracy;
import org.caudal.register.link.LinkageQuality;
import org.caudal.register.link.LinkageShare;
import org.caudal.register.link.LinkageThreshold;
import org.caudal.register.link.ReviewPair;
import org.caudal.testing.Rows;
import org.caudal.testing.SparkTest;
import org.junit.jupiter.api.Test;

@SparkTest
class LinkagePageTest {
  private static List<Row> rows(SparkSession spark, Record first, Record... others) {
    return Rows.of(spark, first, others).collectAsList();
  }

  private static LinkageThreshold threshold(String at, long right, long wrong, long missed) {
    double precision = (double) right / (right + wrong);
    double recall = (double) right / (right + missed);
    return new LinkageThreshold(
        new BigDecimal(at),
        right + wrong,
        right,
        wrong,
        missed,
        1000,
        precision,
        recall,
        2 * precision * recall / (precision + recall),
        wrong / 980.0);
  }

  private static LinkageQuality reviewed(
      int band, double from, double precision, double recall, double falsePositives) {
    return new LinkageQuality(
        band,
        from,
        40,
        20,
        1,
        30.0,
        precision,
        0.5,
        0.875,
        recall,
        0.8,
        0.95,
        falsePositives,
        new BigDecimal("0.95"),
        0,
        null,
        null);
  }

  private static String html(SparkSession spark) {
    return new LinkagePage(
            rows(
                spark,
                new LinkageShare("surname", 0, "All other", 0.125, 0.5, -2, 2, 0.0625),
                new LinkageShare("surname", 1, "Exact <match>", 0.875, 0.0546875, 4, 2, 0.0625)),
            rows(spark, threshold("0", 18, 18, 2), threshold("5", 10, 0, 10)),
            rows(spark, reviewed(1, 2.5, 0.75, 0.9, 0.01), reviewed(2, 7, 1, 0.5, 0)),
            rows(spark, new LinkageAccuracy("all", "all", 20, 25, 15, 0.6, 0.75, null)),
            Rows.of(
                    spark,
                    new ReviewPair(
                        "books",
                        "r-left",
                        "health",
                        "r-right",
                        1,
                        2.5,
                        40,
                        20,
                        2,
                        1.5,
                        "[{\"field\":\"surname\",\"left\":\"Ixtlilxochitl\",\"right\":\"Ixtli\"}]",
                        "[{\"comparison\":\"prior\",\"level\":\"\",\"weight\":-4.0,\"frequency\":0.0},"
                            + "{\"comparison\":\"surname\",\"level\":\"Exact\",\"weight\":4.0,\"frequency\":1.5}]"))
                .select("band", "weight", "waterfall")
                .collectAsList())
        .html();
  }

  @Test
  void everyTableIsOnThePageAndNoRecord(SparkSession spark) {
    String html = html(spark);
    assertThat(html)
        .contains("<title>Caudal: record linkage</title>")
        .contains("not for publication")
        .contains("surname: Exact &lt;match&gt;")
        // log2 of (1/16) / (15/16)
        .contains("0.0625 are of one person: the weight of a pair begins at -3.9")
        .contains("<td class=\"number\">0.8750</td><td class=\"number\">0.05469</td>")
        // of 36 pairs 18 are right, of 20 true ones 18 found; F1 is 2 x 0.5 x 0.9 / 1.4
        .contains(
            "<th scope=\"row\">0.000000</th><td class=\"number\">36</td><td class=\"number\">18</td><td class=\"number\">2</td><td class=\"number\">0.5000</td><td class=\"number\">0.9000</td><td class=\"number\">0.6429</td><td class=\"number\">0.0184</td>") // 18 / 980
        .contains("0.5000 to 0.8750")
        .contains("all and all")
        .contains("A pair of band 1, weight 1.5")
        .doesNotContain("r-left", "r-right", "Ixtli", "<script", "http://", "https://");
    assertThat(new LinkagePage(List.of(), List.of(), List.of(), List.of(), List.of()).html())
        .contains("Record linkage")
        .doesNotContain("<section>");
  }

  /**
   * Across from 52 to 326, up from 166 to 12. From the truth: precision 0.5 and 1, recall 0.9 and
   * 0.5 at thresholds 0 and 5, rates 18 / 980 and 0. From reviewers: precision 0.75 and 1, recall
   * 0.9 and 0.5, rates 0.01 and 0. Recall has 0.9 at four fifths of 0.5 to 1.
   */
  @Test
  void precisionAndRecallAreDrawnFromTruthAndFromReviewers(SparkSession spark) {
    String html = html(spark);
    int reviewers = html.indexOf("What reviewers say");
    String precisionAgainstRecall = "326.0,166.0 52.0,12.0";
    String characteristic = "326.0,12.0 52.0,166.0";
    assertThat(lines(html.substring(html.indexOf("Where the threshold is put"), reviewers)))
        .containsExactly(
            "52.0,166.0 326.0,12.0",
            "52.0,42.8 326.0,166.0",
            precisionAgainstRecall,
            characteristic);
    // 0.75 is half way from 0.5 to 1
    assertThat(lines(html.substring(reviewers)))
        .containsExactly(
            "52.0,89.0 326.0,12.0",
            "52.0,42.8 326.0,166.0",
            precisionAgainstRecall,
            characteristic);
  }

  private static List<String> lines(String html) {
    return Pattern.compile("<polyline class=\"[a-z]+\" points=\"([^\"]+)\"")
        .matcher(html)
        .results()
        .map(line -> line.group(1))
        .toList();
  }

  @Test
  void barsBeginWhereTheOneBeforeEnded(SparkSession spark) {
    String html = html(spark);
    String waterfall = html.substring(html.indexOf("<svg", html.indexOf("A pair of band 1")));
    // from 0 to -4, from there by 4 + 1.5 to 1.5, and 1.5 from 0: the axis of 370 holds 5.5
    List<double[]> bars =
        Pattern.compile(
                "<rect class=\"(gain|loss)\" x=\"([0-9.]+)\" y=\"[0-9.]+\" width=\"([0-9.]+)\"")
            .matcher(waterfall)
            .results()
            .map(LinkagePageTest::bar)
            .toList();
    assertThat(bars)
        .containsExactly(
            new double[] {-1, 300, 269.1}, // 4 / 5.5 of 370
            new double[] {1, 300, 370},
            new double[] {1, 569.1, 100.9});
    assertThat(waterfall).contains(">−4.0<", ">+5.5<", ">+1.5<");
  }

  private static double[] bar(MatchResult rect) {
    return new double[] {
      rect.group(1).equals("gain") ? 1 : -1,
      Double.parseDouble(rect.group(2)),
      Double.parseDouble(rect.group(3))
    };
  }

  @Test
  void aCurveGoesThroughItsPlaces() {
    String svg =
        new CurveChart(
                "t",
                "x",
                List.of(
                    new CurveChart.Curve(
                        "a", List.of(new CurveChart.Place(0, 0.5), new CurveChart.Place(10, 1))),
                    new CurveChart.Curve("b", List.of(new CurveChart.Place(5, 0.75)))))
            .svg();
    // across from 52 to 326, up from 166 to 12
    assertThat(svg)
        .contains("<polyline class=\"line\" points=\"52.0,166.0 326.0,12.0\"/>")
        .contains("<polyline class=\"second\" points=\"189.0,89.0\"/>")
        .contains("a (line), b (dashes)");
  }
}
