package org.caudal.publication;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.phone.emergency.CrisisEvent;
import org.caudal.phone.emergency.DisplacedPersons;
import org.caudal.phone.flow.PhoneFlow;
import org.caudal.phone.network.Zone;
import org.caudal.phone.person.CombinedFlow;
import org.caudal.phone.person.PersonFlow;
import org.caudal.phone.presence.PresentPopulation;
import org.caudal.reference.PopulationMargin;
import org.caudal.register.account.AccountComponent;
import org.caudal.register.account.CohortAccount;
import org.caudal.register.account.RegisterComponent;
import org.caudal.register.border.BorderEvent;
import org.caudal.register.border.ProvisionalMigration;
import org.caudal.register.border.TemporaryPopulation;
import org.caudal.register.hidden.HiddenPopulation;
import org.caudal.register.insurance.InsuranceCount;
import org.caudal.register.missing.MissingCount;
import org.caudal.register.stock.EmigrantStock;
import org.caudal.register.stock.Stock;
import org.caudal.remittance.CorridorCost;
import org.caudal.remittance.CorridorFlow;
import org.caudal.remittance.QuoteCost;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/**
 * Publishes estimates as indicators, each with interval, observations, method, source, vintage and
 * disclosure status.
 *
 * <p><b>Reads</b> {@link CorridorFlow}, {@link CorridorCost}, {@link QuoteCost}, {@link PhoneFlow},
 * {@link PersonFlow}, {@link CombinedFlow}, {@link PresentPopulation}, {@link CrisisEvent}, {@link
 * DisplacedPersons}, {@link HiddenPopulation}, {@link MissingCount}, {@link ProvisionalMigration},
 * {@link BorderEvent}, {@link TemporaryPopulation}, {@link PopulationMargin}, {@link
 * InsuranceCount}, {@link Stock}, {@link EmigrantStock}, {@link CohortAccount}, {@link
 * AccountComponent}, {@link RegisterComponent}, {@link Zone}; whatever of them is there.
 * <b>Writes</b> {@link Indicator}.
 *
 * <p><b>Method.</b> Every estimate becomes one row; a suppressed one keeps its row with empty
 * value, interval and observations, and the rule that hid it ({@link Suppression}). All measures of
 * a cell share its status, but for an average where some transfers could not be converted. Values
 * are rounded half up: USD and averages to cents, counts of the sample to whole numbers, costs to
 * three digits. Surveyed prices concern no person and are published.
 *
 * <p>Of the flows of devices between areas one definition of home is published, with departures,
 * arrivals and stocks, at the levels that {@code zone} knows. What is hidden, all months and levels
 * together, is decided by distinct devices before any scaling ({@link
 * org.caudal.statistics.FlowProtection}). A figure of fewer devices, of none, or of an area pooled
 * with one of few has no row. So it is with the persons for whom the devices stand: what is hidden
 * of one is hidden of the other. Where some persons have two devices, as many devices are asked for
 * as belong to the minimum of persons. Where several operators are combined, their figures of the
 * persons are published, with the range of what an operator hides in the interval.
 *
 * <p>Of the residents present one hour of the night and one of the day is published, as means of a
 * month at one level ({@link PresenceIndicators}), all areas of the level with a row. Of residents
 * displaced by an event, weeks are published, all areas struck with a row ({@link
 * DisplacementIndicators}). Of both as many devices are asked for as of flows. Of hidden
 * populations one figure each, with its warning ({@link HiddenIndicators}). Of missing persons
 * those reported, those not found and those whose report will come ({@link MissingIndicators}). Of
 * immigrations and emigrations at the border the latest figure of each month, provisional or final,
 * and by citizenship where it is final; citizenships of few are pooled and have no row ({@link
 * BorderIndicators}). Of transits, overstays, circular moves, returns, children alone and the
 * temporary population what is certain and what is possible ({@link BorderEventIndicators}). Of
 * social security persons insured, those insured elsewhere too, and rights to pensions ({@link
 * InsuranceIndicators}). Of residents by their characteristics the figures of the latest survey
 * ({@link StockIndicators}), and so of members abroad whom households declare, by country of
 * destination ({@link EmigrantIndicators}). Of population accounts sums over the cohorts, whole
 * areas at a time ({@link AccountIndicators}).
 *
 * <p>Where the published survey is one of several of its source, or has fewer than a tenth of the
 * persons of the one before, the run warns of it ({@code several-surveys-of-one-source}, {@code
 * survey-of-few-published}), and of components that accounts lack ({@code
 * account-component-missing}) or that have no error in common though they come from registers and
 * the border ({@code account-common-error-none}).
 *
 * <p><b>Known bias.</b> Suppression removes small corridors and flows, so sums over published rows
 * are too low. See docs/explanation/disclosure.md for what can still be learnt.
 *
 * <p><b>Example.</b> {@code caudal run publish-indicators --set
 * jobs.publish-indicators.vintage=2025-07-01}
 */
public final class PublishIndicators implements Job<PublishIndicators.Params> {
  /** Parameters. */
  public record Params(
      @Doc("Day the estimates were made; it is shown with every figure") LocalDate vintage,
      @Doc("Where the transfers come from; shown with every figure")
          @Default("remittance transfer logs of reporting providers")
          String source,
      @Doc("Where the prices come from; shown with every figure")
          @Default("remittance price survey")
          String priceSource,
      @Doc("Fewest distinct senders of a published cell") @Default("10") int minimumSenders,
      @Doc("Largest share of one provider in the transfers, and in the value, of a published cell")
          @Default("0.80")
          BigDecimal largestProviderShare,
      @Doc("Where the flows of devices come from; shown with every figure")
          @Default("mobile phone records")
          String phoneSource,
      @Doc(
              "Fewest distinct devices of a published figure, and fewest persons of these, before any scaling")
          @Default("10")
          int minimumDevices,
      @Doc("Definition of home of which flows are published; one only, as two differ by few")
          @Default("night_days")
          String homeDefinition,
      @Doc("Which present population is published") @Default("{}")
          PublicationRules.Presence presence,
      @Doc("Which displacement is published") @Default("{}")
          PublicationRules.Displaced displacement,
      @Doc("How hidden populations are published") @Default("{}") PublicationRules.Hidden hidden,
      @Doc("How missing persons are published") @Default("{}") PublicationRules.Missing missing,
      @Doc("How migrations at the border are published") @Default("{}")
          PublicationRules.Border border,
      @Doc("How insurance over borders is published") @Default("{}")
          PublicationRules.Insurance insurance,
      @Doc("How stocks of residents are published") @Default("{}") PublicationRules.Stocks stock,
      @Doc("How members abroad whom households declare are published") @Default("{}")
          PublicationRules.Stocks emigrant,
      @Doc("How population accounts are published") @Default("{}")
          PublicationRules.Accounts account) {

    /** Refuses rules that protect nobody. */
    public Params {
      PublicationRules.requireProtecting("minimum-senders", minimumSenders);
      if (largestProviderShare.signum() <= 0
          || largestProviderShare.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException(
            "largest-provider-share must be above 0 and at most 1, was " + largestProviderShare);
      }
      PublicationRules.requireProtecting("minimum-devices", minimumDevices);
    }
  }

  /** Sources, each with the tables of which it needs any. */
  private static final List<Part> PARTS =
      List.of(
          new Part(
              RemittanceIndicators::of, CorridorFlow.class, CorridorCost.class, QuoteCost.class),
          new Part(PhoneIndicators::of, PhoneFlow.class, PersonFlow.class, CombinedFlow.class),
          new Part(PresenceIndicators::of, PresentPopulation.class),
          new Part(DisplacementIndicators::of, DisplacedPersons.class),
          new Part(HiddenIndicators::of, HiddenPopulation.class),
          new Part(MissingIndicators::of, MissingCount.class),
          new Part(
              PublishIndicators::border,
              ProvisionalMigration.class,
              BorderEvent.class,
              TemporaryPopulation.class),
          new Part(InsuranceIndicators::of, InsuranceCount.class),
          new Part(StockIndicators::of, Stock.class),
          new Part(EmigrantIndicators::of, EmigrantStock.class),
          new Part(AccountIndicators::of, CohortAccount.class));

  private record Part(
      BiFunction<Inputs, Params, Dataset<Row>> rows, List<Class<? extends Record>> needs) {
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only copied
    Part(BiFunction<Inputs, Params, Dataset<Row>> rows, Class<? extends Record>... needs) {
      this(rows, List.of(needs));
    }
  }

  @Override
  public JobSpec<Params> spec() {
    JobSpec.Builder<Params> spec =
        JobSpec.named("publish-indicators", Params.class)
            .summary("Publishes estimates as indicators under the rules of disclosure control.")
            .readsWhatIsThere(
                CrisisEvent.class,
                Zone.class,
                PopulationMargin.class,
                AccountComponent.class,
                RegisterComponent.class);
    PARTS.forEach(part -> part.needs().forEach(spec::readsIfThere));
    return spec.writesWhole(Indicator.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    List<Part> there =
        PARTS.stream().filter(part -> part.needs().stream().anyMatch(in::isThere)).toList();
    return (there.isEmpty() ? PARTS : there)
        .stream()
            .map(part -> in.kept(part.rows().apply(in, p)))
            .reduce(Dataset::unionByName)
            .orElseThrow();
  }

  @Override
  public Optional<Dataset<Row>> warnings(Inputs in, Params p) {
    Stream<Dataset<Row>> surveys =
        Stream.of(StockIndicators.figures(p), EmigrantIndicators.figures(p))
            .filter(figures -> in.isThere(figures.table()))
            .map(figures -> figures.warnings(in));
    Stream<Dataset<Row>> accounts =
        in.isThere(CohortAccount.class)
            ? Stream.of(AccountIndicators.warnings(in, p))
            : Stream.of();
    return Stream.concat(surveys, accounts).reduce(Dataset::unionByName);
  }

  private static Dataset<Row> border(Inputs in, Params p) {
    Dataset<Row> migrations = BorderIndicators.of(in, p);
    return in.isThere(BorderEvent.class) || in.isThere(TemporaryPopulation.class)
        ? migrations.unionByName(BorderEventIndicators.of(in, migrations, p))
        : migrations;
  }
}
