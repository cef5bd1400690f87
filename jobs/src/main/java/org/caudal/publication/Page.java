package org.caudal.publication;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.caudal.table.Sensitivity;
import org.caudal.table.TableSchema;

/**
 * The page of published figures: one HTML file that needs no network and runs no script. Under
 * every chart stands its table; a suppressed figure is named as such, with the rule.
 */
public final class Page {
  private static final String OF_PHONES = "phone_";
  private static final int RESIDENT_MAPS = 50; // after those of migration, one a level
  private static final int PRESENCE_MAP = 100;
  private static final int DISPLACEMENT_MAPS = 101;

  private final List<IndicatorRow> remittances;
  private final List<IndicatorRow> phones;
  private final List<IndicatorRow> present;
  private final List<IndicatorRow> displaced;
  private final List<IndicatorRow> hidden;
  private final List<IndicatorRow> missing;
  private final List<IndicatorRow> border;
  private final List<IndicatorRow> insurance;
  private final List<IndicatorRow> stocks;
  private final List<IndicatorRow> emigrants;
  private final List<IndicatorRow> accounts;
  private final List<IndicatorRow> rows;
  private final List<MapArea> areas;
  private final Map<String, String> events;
  private final String runId;

  /** A page without maps. */
  public Page(TableSchema table, List<IndicatorRow> rows, String runId) {
    this(table, rows, runId, List.of());
  }

  /** A page that names events by their codes. */
  public Page(TableSchema table, List<IndicatorRow> rows, String runId, List<MapArea> areas) {
    this(table, rows, runId, areas, Map.of());
  }

  /**
   * A page.
   *
   * @param table the table that the rows come from; any but a PUBLISHED one is refused
   * @param rows its rows
   * @param runId the run that wrote them
   * @param areas names and borders for maps: public reference material, no figure
   * @param events names of events that displaced people, by code
   */
  public Page(
      TableSchema table,
      List<IndicatorRow> rows,
      String runId,
      List<MapArea> areas,
      Map<String, String> events) {
    if (table.declaration().sensitivity() != Sensitivity.PUBLISHED) {
      throw new IllegalArgumentException(
          table.name() + " is not PUBLISHED: its rows must not reach the page.");
    }
    this.rows =
        rows.stream()
            .sorted(
                Comparator.comparing(IndicatorRow::corridor)
                    .thenComparing(IndicatorRow::unit)
                    .thenComparing(IndicatorRow::periodStart)
                    .thenComparing(IndicatorRow::subjectId))
            .toList();
    this.present = this.rows.stream().filter(PresenceSection::isOf).toList();
    this.hidden = this.rows.stream().filter(HiddenSection::isOf).toList();
    this.missing = this.rows.stream().filter(MissingSection::isOf).toList();
    this.insurance = this.rows.stream().filter(InsuranceSection::isOf).toList();
    this.stocks = this.rows.stream().filter(StockSection.Of.RESIDENTS::has).toList();
    this.emigrants = this.rows.stream().filter(StockSection.Of.EMIGRANTS::has).toList();
    this.accounts = this.rows.stream().filter(AccountSection::isOf).toList();
    this.border = this.rows.stream().filter(BorderSection::isOf).toList();
    this.displaced = this.rows.stream().filter(DisplacementSection::isOf).toList();
    this.phones =
        this.rows.stream()
            .filter(
                row ->
                    isOfPhones(row) && !PresenceSection.isOf(row) && !DisplacementSection.isOf(row))
            .toList();
    this.remittances = this.rows.stream().filter(RemittanceSection::isOf).toList();
    this.areas = List.copyOf(areas);
    this.events = Map.copyOf(events);
    this.runId = runId;
  }

  private static boolean isOfPhones(IndicatorRow row) {
    return row.indicatorId().startsWith(OF_PHONES);
  }

  /** The whole file. */
  public String html() {
    StringBuilder html = new StringBuilder();
    html.append(PageStyle.head("published figures"))
        .append("<main><h1>")
        .append(title())
        .append("</h1>");
    if (rows.isEmpty()) {
      return html.append("<p>No figures have been published yet.</p></main></body></html>")
          .toString();
    }
    html.append(lead());
    if (!remittances.isEmpty()) {
      html.append(new RemittanceSection(remittances).html());
    }
    if (!phones.isEmpty()) {
      html.append(new MigrationSection(phones, areas).html());
    }
    List<IndicatorRow> residents = phones.stream().filter(ResidentsSection::isOf).toList();
    if (!residents.isEmpty()) {
      html.append(new ResidentsSection(residents, areas, RESIDENT_MAPS).html());
    }
    if (!present.isEmpty()) {
      html.append(new PresenceSection(present, areas, PRESENCE_MAP).html());
    }
    if (!displaced.isEmpty()) {
      html.append(new DisplacementSection(displaced, areas, events, DISPLACEMENT_MAPS).html());
    }
    if (!border.isEmpty()) {
      html.append(new BorderSection(border).html());
    }
    if (!stocks.isEmpty()) {
      html.append(new StockSection(StockSection.Of.RESIDENTS, stocks).html());
    }
    if (!emigrants.isEmpty()) {
      html.append(new StockSection(StockSection.Of.EMIGRANTS, emigrants).html());
    }
    if (!accounts.isEmpty()) {
      html.append(new AccountSection(accounts).html());
    }
    if (!insurance.isEmpty()) {
      html.append(new InsuranceSection(insurance).html());
    }
    if (!hidden.isEmpty()) {
      html.append(new HiddenSection(hidden).html());
    }
    if (!missing.isEmpty()) {
      html.append(new MissingSection(missing).html());
    }
    return html.append(notes()).append("</main></body></html>\n").toString();
  }

  private String title() {
    List<String> parts = new ArrayList<>();
    if (!remittances.isEmpty()) {
      parts.add("remittances");
    }
    if (!border.isEmpty()) {
      parts.add("international migration");
    }
    if (!phones.isEmpty()) {
      parts.add("internal migration");
    }
    if (!present.isEmpty() && parts.isEmpty()) {
      parts.add("present population");
    }
    if (!displaced.isEmpty()) {
      parts.add("displacement");
    }
    if (!stocks.isEmpty()) {
      parts.add("residents by their characteristics");
    }
    if (!emigrants.isEmpty()) {
      parts.add("members abroad");
    }
    if (!accounts.isEmpty()) {
      parts.add("population accounts");
    }
    if (!insurance.isEmpty()) {
      parts.add("social security");
    }
    if (!hidden.isEmpty()) {
      parts.add("hidden populations");
    }
    if (!missing.isEmpty()) {
      parts.add("missing persons");
    }
    if (parts.isEmpty()) {
      return "Published figures";
    }
    if (parts.equals(List.of("remittances"))) {
      return "Remittances: flows and costs by corridor";
    }
    String last = parts.remove(parts.size() - 1);
    String title = parts.isEmpty() ? last : String.join(", ", parts) + " and " + last;
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  private String lead() {
    long hidden = rows.stream().filter(row -> !row.isShown()).count();
    TreeSet<String> sources = new TreeSet<>(rows.stream().map(IndicatorRow::source).toList());
    return HtmlText.paragraph(
            "Source: "
                + String.join("; ", sources)
                + ". Vintage "
                + rows.get(0).vintage()
                + ", run "
                + runId
                + ".")
        + HtmlText.paragraph(
            String.format(
                Locale.ROOT,
                "%,d figures, %,d of them suppressed because too few people or devices, or one"
                    + " provider, stand behind them, because they are too uncertain, or to protect"
                    + " another figure.%s Bars and bands are intervals of %s.",
                rows.size(),
                hidden,
                phones.isEmpty()
                    ? ""
                    : " Not counted are flows and residents of areas by devices that have no row, as"
                        + " too few devices, or none, stand behind them, or an operator hides them.",
                String.join(
                    " or ", new TreeSet<>(rows.stream().map(IndicatorRow::levelText).toList()))));
  }

  private String notes() {
    StringBuilder html = new StringBuilder("<section><h2>How the figures are made</h2><ul>");
    rows.stream()
        .map(row -> row.method())
        .distinct()
        .sorted()
        .forEach(method -> html.append("<li>").append(HtmlText.of(method)).append("</li>"));
    html.append("</ul><p>Disclosure rules that applied:</p><ul>");
    rows.stream()
        .map(IndicatorRow::disclosureRule)
        .distinct()
        .sorted()
        .forEach(rule -> html.append("<li>").append(HtmlText.of(rule)).append("</li>"));
    return html.append("</ul></section>").toString();
  }
}
