package org.caudal.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.caudal.phone.network.Zone;
import org.caudal.problem.ExitCode;
import org.caudal.publication.Indicator;
import org.caudal.publication.IndicatorRow;
import org.caudal.publication.MapArea;
import org.caudal.publication.Page;
import org.caudal.store.Commit;
import org.caudal.store.CommitNote;
import org.caudal.suite.Suite;
import org.caudal.table.TableSchema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the page of published figures. */
@Command(
    name = "report",
    description = "Writes one HTML page, without scripts or network, of the published figures.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  private static final TableSchema INDICATOR = TableSchema.of(Indicator.class);
  private static final TableSchema ZONE = TableSchema.of(Zone.class);

  @Spec private @Nullable CommandSpec spec;
  @Mixin private Settings settings = new Settings();

  @Override
  public Integer call() {
    try (Session session =
        Session.open(settings, Suite.jobs(), List.of(), java.util.Objects.requireNonNull(spec))) {
      session.print("page " + write(session));
      return ExitCode.DONE.status();
    }
  }

  /** Writes the page; returns where it is. */
  static String write(Session session) {
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
    session.reports().write("index.html", new Page(INDICATOR, rows, runId, areas(session)).html());
    return session.reports().location("index.html");
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

  private static java.util.Optional<CommitNote> noteOf(Commit commit) {
    return commit.note();
  }
}
