package org.caudal.cli;

import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.caudal.job.Job;
import org.caudal.phone.emergency.CrisisEvent;
import org.caudal.phone.network.Zone;
import org.caudal.problem.ExitCode;
import org.caudal.publication.Indicator;
import org.caudal.publication.IndicatorRow;
import org.caudal.publication.LinkagePage;
import org.caudal.publication.MapArea;
import org.caudal.publication.Page;
import org.caudal.register.link.LinkageAccuracy;
import org.caudal.register.link.LinkageQuality;
import org.caudal.register.link.LinkageShare;
import org.caudal.register.link.LinkageThreshold;
import org.caudal.register.link.ReviewPair;
import org.caudal.store.Commit;
import org.caudal.store.CommitNote;
import org.caudal.store.Folder;
import org.caudal.suite.Suite;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the page of published figures, and that of record linkage. */
@Command(
    name = "report",
    description =
        "Writes HTML pages, without scripts or network: one of the published figures and, for those who link records, one of the linkage.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  private static final TableSchema INDICATOR = TableSchema.of(Indicator.class);
  private static final Set<Class<? extends Record>> OF_LINKAGE =
      Set.of(
          LinkageShare.class,
          LinkageThreshold.class,
          LinkageQuality.class,
          LinkageAccuracy.class,
          ReviewPair.class);
  private static final TableSchema ZONE = TableSchema.of(Zone.class);
  private static final TableSchema EVENT = TableSchema.of(CrisisEvent.class);

  @Spec private @Nullable CommandSpec spec;
  @Mixin private Settings settings = new Settings();

  @Override
  public Integer call() {
    try (Session session =
        Session.open(settings, Suite.jobs(), List.of(), java.util.Objects.requireNonNull(spec))) {
      write(session).forEach(page -> session.print("page " + page));
      return ExitCode.DONE.status();
    }
  }

  /** Writes the pages on which a job of a run shows; returns where they are. */
  static List<String> write(Session session, List<Job<?>> jobs) {
    return write(
        session,
        jobs.stream().anyMatch(job -> job.spec().output() == Indicator.class),
        jobs.stream().anyMatch(job -> OF_LINKAGE.contains(job.spec().output())));
  }

  /** Writes the pages there are tables for; without any, that of figures says what is missing. */
  private static List<String> write(Session session) {
    boolean isLinked = OF_LINKAGE.stream().anyMatch(table -> isThere(session, table));
    return write(session, !isLinked || isThere(session, Indicator.class), isLinked);
  }

  private static List<String> write(Session session, boolean ofFigures, boolean ofLinkage) {
    List<String> pages = new ArrayList<>();
    if (ofFigures) {
      session.reports().write("index.html", figures(session));
      pages.add(session.reports().location("index.html"));
    }
    if (ofLinkage) {
      Folder internal = session.reports().inside("internal");
      internal.write("linkage.html", linkage(session));
      pages.add(internal.location("linkage.html"));
    }
    return pages;
  }

  private static String figures(Session session) {
    List<IndicatorRow> rows =
        session.table(INDICATOR).collectAsList().stream().map(IndicatorRow::of).toList();
    String runId =
        session
            .store()
            .newestFirst(INDICATOR)
            .flatMap(commit -> noteOf(commit).stream())
            .map(CommitNote::runId)
            .findFirst()
            .orElse("unknown");
    return new Page(INDICATOR, rows, runId, areas(session), events(session)).html();
  }

  private static String linkage(Session session) {
    return new LinkagePage(
            rows(session, LinkageShare.class),
            rows(session, LinkageThreshold.class),
            rows(session, LinkageQuality.class),
            rows(session, LinkageAccuracy.class),
            firstOfBands(session))
        .html();
  }

  private static boolean isThere(Session session, Class<?> table) {
    return session.store().exists(TableSchema.of(table.asSubclass(Record.class)));
  }

  private static List<Row> rows(Session session, Class<? extends Record> table) {
    TableSchema schema = TableSchema.of(table);
    return session.store().read(schema).orderBy(key(schema)).collectAsList();
  }

  /** How the weight of one pair of each band came about: no record, and no value of one. */
  private static List<Row> firstOfBands(Session session) {
    TableSchema pairs = TableSchema.of(ReviewPair.class);
    return session
        .store()
        .read(pairs)
        .groupBy("band")
        .agg(min_by(struct("weight", "waterfall"), struct(key(pairs))).as("first"))
        .select("band", "first.weight", "first.waterfall")
        .orderBy("band")
        .collectAsList();
  }

  private static Column[] key(TableSchema table) {
    return table.key().stream().map(functions::col).toArray(Column[]::new);
  }

  /** Names and borders of areas, if there are any: public reference material, no figure. */
  private static List<MapArea> areas(Session session) {
    if (!session.store().exists(ZONE)) {
      return List.of();
    }
    return session
        .table(ZONE)
        .select("level", "zone_id", "zone_name", "geometry")
        .collectAsList()
        .stream()
        .map(MapArea::of)
        .toList();
  }

  /** Names of events that displaced people, by code. */
  private static Map<String, String> events(Session session) {
    if (!session.store().exists(EVENT)) {
      return Map.of();
    }
    Map<String, String> names = new TreeMap<>();
    session
        .table(EVENT)
        .groupBy("event_id")
        .agg(min("name"))
        .collectAsList()
        .forEach(row -> names.put(row.getString(0), row.getString(1)));
    return names;
  }

  private static java.util.Optional<CommitNote> noteOf(Commit commit) {
    return commit.note();
  }
}
