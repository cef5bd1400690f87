package org.caudal.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.caudal.remittance.CorridorFlow;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final TableSchema INDICATOR = TableSchema.of(Indicator.class);
  private static final String HOSTILE = "<script>alert('x')</script> & \"bank\"";

  private static IndicatorRow row(
      IndicatorCode code, String frequency, String day, @Nullable String value, String level) {
    boolean shown = value != null;
    return new IndicatorRow(
        code.code(),
        frequency,
        LocalDate.parse(day),
        "country",
        "USA",
        "MEX",
        "_Z",
        shown ? new BigDecimal(value) : null,
        code == IndicatorCode.REMITTANCE_VALUE ? "USD" : "percent of the principal",
        shown ? new BigDecimal(value).subtract(BigDecimal.ONE) : null,
        shown ? new BigDecimal(value).add(BigDecimal.ONE) : null,
        new BigDecimal(level),
        shown ? 1234L : null,
        "transfers",
        "method of " + HOSTILE,
        "source of " + HOSTILE,
        LocalDate.of(2025, 7, 1),
        shown ? "published" : "suppressed_primary",
        shown ? "at least 10 senders" : "fewer than 10 senders");
  }

  private static List<IndicatorRow> rows() {
    List<IndicatorRow> rows = new ArrayList<>();
    rows.add(row(IndicatorCode.REMITTANCE_VALUE, "M", "2025-01-01", "123456.78", "0.950000"));
    rows.add(row(IndicatorCode.REMITTANCE_VALUE, "M", "2025-02-01", null, "0.950000"));
    rows.add(row(IndicatorCode.REMITTANCE_VALUE, "M", "2025-03-01", "98765.43", "0.950000"));
    rows.add(row(IndicatorCode.REMITTANCE_COST_VOLUME, "Q", "2025-01-01", "4.185", "0.999800"));
    return rows;
  }

  private static String html() {
    return new Page(INDICATOR, rows(), "run-" + HOSTILE).html();
  }

  @Test
  void thePageFetchesNothingAndRunsNothing() {
    assertThat(html())
        .doesNotContainPattern(
            "(?i)https?://|//[a-z]|<script|javascript:|<link|<img|<iframe|@import|url\\(|\\son[a-z]+=")
        .contains("Content-Security-Policy\" content=\"default-src 'none'");
  }

  @Test
  void everyTextIsEscaped() {
    String escaped = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;bank&quot;";
    assertThat(html())
        .contains("method of " + escaped, "source of " + escaped, "run-" + escaped)
        .doesNotContain(HOSTILE, "alert('x')");
  }

  /** One of the four has no value. */
  @Test
  void thePageBeginsWithHowManyFiguresAreSuppressedAndForWhichReasons() {
    assertThat(html())
        .contains(
            "4 figures, 1 of them suppressed because too few people or devices, or one provider,"
                + " stand behind them, because they are too uncertain, or to protect another"
                + " figure.");
  }

  @Test
  void aSuppressedFigureIsNamedAsSuchWithItsRule() {
    Matcher row = Pattern.compile("<tr class=\"suppressed\">.*?</tr>").matcher(html());
    assertThat(row.find()).isTrue();
    assertThat(row.group())
        .contains("2025-02", "suppressed", "fewer than 10 senders")
        .contains("<td class=\"number\">suppressed</td><td class=\"number\"></td>");
    assertThat(row.find()).isFalse();
    assertThat(html()).contains("4 figures, 1 of them suppressed");
  }

  @Test
  void intervalsSayTheirLevel() {
    assertThat(html())
        .contains("Bars and bands are intervals of 95 % or 99.98 %.")
        .contains("98,764.43 – 98,766.43</td><td>95 %</td>")
        .contains("3.185 – 5.185</td><td>99.98 %</td>");
  }

  @Test
  void everyChartHasItsTableOnThePage() {
    String html = html();
    Matcher chart =
        Pattern.compile("<title>([^<]*): ([^<]*) \\([^<]*\\)</title></circle>").matcher(html);
    int dots = 0;
    while (chart.find()) {
      dots++;
      assertThat(html).contains("<td class=\"number\">" + chart.group(2) + "</td>");
    }
    assertThat(dots).isEqualTo(3); // two months and one cost; the hidden month has a cross
    assertThat(html).containsOnlyOnce(">✕</text>");
    assertThat(html)
        .contains(
            "<summary>Remittances sent</summary>", "<summary>Cost, weighted by value</summary>");
  }

  @Test
  void insuranceIsOfACountryNotOfACorridor() {
    List<IndicatorRow> rows =
        List.of(
            insured(IndicatorCode.INSURED, 1200L), insured(IndicatorCode.INSURED_ELSEWHERE, 40L));
    assertThat(new Page(INDICATOR, rows, "run").html())
        .contains("<h1>Social security</h1>")
        .contains("<summary>Persons insured in social security in the year</summary>")
        .contains("<th>Country</th><th>Period</th>")
        .contains(
            "<th scope=\"row\">XCA</th><td>2024</td><td class=\"number\">1,200</td>",
            "<th scope=\"row\">XCA</th><td>2024</td><td class=\"number\">40</td>")
        .doesNotContain("_Z", "→", "Corridor");
  }

  /** Of three months one is hidden; of the parts none is drawn. */
  @Test
  void whoIsMissingIsDrawnMonthByMonth() {
    List<IndicatorRow> rows =
        List.of(
            missing("2024-01-01", "_T", 40L),
            missing("2024-01-01", "sex=2", 15L),
            missing("2024-02-01", "_T", null),
            missing("2024-03-01", "_T", 31L));
    assertThat(new Page(INDICATOR, rows, "run").html())
        .containsOnlyOnce("<figcaption>Persons reported missing, by when they were last seen")
        .contains("<title>2024-01: 40 (40 – 40)</title>", "<title>2024-03: 31 (31 – 31)</title>")
        .containsOnlyOnce(">✕</text>")
        .doesNotContain("<title>2024-01: 15");
  }

  private static IndicatorRow insured(IndicatorCode code, long persons) {
    return persons(code, "A", "2024-01-01", "_Z", persons);
  }

  private static IndicatorRow missing(String day, String subject, @Nullable Long persons) {
    return persons(IndicatorCode.MISSING_REPORTED, "M", day, subject, persons);
  }

  private static IndicatorRow persons(
      IndicatorCode code, String frequency, String day, String subject, @Nullable Long persons) {
    BigDecimal value = persons == null ? null : BigDecimal.valueOf(persons);
    return new IndicatorRow(
        code.code(),
        frequency,
        LocalDate.parse(day),
        "country",
        "_Z",
        "XCA",
        subject,
        value,
        "persons",
        value,
        value,
        new BigDecimal("0.950000"),
        persons,
        "persons",
        "count of persons",
        "records",
        LocalDate.of(2025, 7, 1),
        persons == null ? "suppressed_primary" : "published",
        "rule");
  }

  @Test
  void aTableThatIsNotPublishedIsRefused() {
    assertThatThrownBy(() -> new Page(TableSchema.of(CorridorFlow.class), rows(), "run"))
        .hasMessage("corridor_flow is not PUBLISHED: its rows must not reach the page.");
  }

  @Test
  void withoutFiguresThePageSaysSo() {
    assertThat(new Page(INDICATOR, List.of(), "run").html())
        .contains("No figures have been published yet.")
        .endsWith("</html>");
  }
}
