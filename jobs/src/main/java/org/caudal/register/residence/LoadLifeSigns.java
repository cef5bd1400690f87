package org.caudal.register.residence;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.load.Classification;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.FileNames;
import org.caudal.load.LoadPlan;
import org.caudal.reference.Characteristics;
import org.caudal.reference.CodeRules;
import org.caudal.reference.Codes;
import org.caudal.reference.CountryColumns;
import org.caudal.register.link.LoadLinkRecords;
import org.caudal.register.link.RecordSource;
import org.caudal.register.link.RegisterLoading;
import org.caudal.synthetic.register.AsylumSheet;
import org.caudal.synthetic.register.CensusSheet;
import org.caudal.synthetic.register.ConsularSheet;
import org.caudal.synthetic.register.DeathSheet;
import org.caudal.synthetic.register.HealthSheet;
import org.caudal.synthetic.register.PermitSheet;
import org.caudal.synthetic.register.PopulationSheet;
import org.caudal.synthetic.register.SchoolSheet;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Loads what the records of registers say of where a person lives.
 *
 * <p><b>Reads</b> the files of the extract, with the column {@code record_id}, those that the
 * parameters name, where a file has them (one that none has is warned about, {@code
 * column-in-no-file}), and {@code sex}, {@code birth_date}, {@code birth_country}, {@code
 * citizenship}, {@code ethnicity}, {@code difficulties} (six digits) or {@code disability}, {@code
 * education}, {@code occupation}, {@code arrived_on} and {@code source_id}, the register; without
 * it the register is taken from the name of the file.
 *
 * <p><b>Writes</b> {@link LifeSign}.
 *
 * <p><b>Method.</b> Registers say it in columns of different names: of each list of columns the
 * first that has a value counts. A record without a last day is of its first day alone, but for
 * registers named under {@code open-sources}, such as a population register, whose records speak
 * until somebody is taken off; one of which life_sign has no record after the load is warned about
 * ({@code open-source-…-met-by-none}). What begins, ends or arrives on a day before {@code
 * earliest-day} or after {@code latest-day} is rejected ({@code …-possible}), as is an arrival in a
 * year before the birth, and a birth after the record or in a year after a departure or death; one
 * in a year after that since which somebody is on the books is warned about ({@code
 * birth-before-books}), as the person may be of other registers too. Records of a register under
 * {@code otherwise-on}, such as a census, that say no day are of the day that it has there. An area
 * is cut to {@code area-characters}, so that a P-code of a municipality becomes that of its
 * province; one that is a country says that the person lives there. Countries are alpha-3; those
 * that {@code codes} names are written in any way, as it held on the day of the record, the first
 * that it says; a code that did not hold then is warned about, unless {@code codes.wrong} says
 * otherwise ({@code …-valid}). Characteristics have the codes of load-survey-persons; a register
 * that knows no difficulties by domain, such as one of certificates, may have {@code disability}
 * with, some or none. Marks of records become the pseudonyms of link_record, documents of {@code
 * travellers} those of border_crossing. Of two lines of one register with one mark the later stays.
 *
 * <p><b>Known bias.</b> A sign is not asked whether the person was there: a permit is valid abroad,
 * a pupil stays on the roll.
 *
 * <p><b>Example.</b> {@code caudal run load-life-signs --conf conf/residence.yaml}
 */
public final class LoadLifeSigns implements Job<LoadLifeSigns.Params> {

  /** Parameters. */
  public record Params(
      @Doc("Files with the records") Extract extract,
      @Doc("Columns with the first day of which a record speaks; arrived_on may be one")
          @Example("[issued_on]")
          List<String> firstDays,
      @Doc(
              "Registers, such as a census, whose records that name no day in any column are of a day, and that day; records of others without one are rejected")
          @Example("{census: 2024-06-30}")
          @Default("{}")
          Map<String, LocalDate> otherwiseOn,
      @Doc("Columns with the last such day") @Default("[]") List<String> lastDays,
      @Doc("Columns with the day on which a person left or was taken off the books") @Default("[]")
          List<String> departures,
      @Doc("Columns with the day of death") @Default("[]") List<String> deaths,
      @Doc(
              "First possible first day, departure, death or arrival; an earlier one on the books would make a resident of all years")
          @Example("1900-01-01")
          @Default("1850-01-01")
          LocalDate earliestDay,
      @Doc(
              "Last possible one, such as the day of the delivery; a later one would be in no year. A last day, as of a permit, may be later")
          @Example("2025-12-31")
          @Default("2100-01-01")
          LocalDate latestDay,
      @Doc("Columns with the area") @Default("[]") List<String> areas,
      @Doc(
              "Regular expression of the whole of an area of the country, in capitals; what is neither one nor a country is rejected. Empty, what is no country is an area")
          @Example("[0-9]{5}")
          @Default("''")
          String areaPattern,
      @Doc("Columns with the country of citizenship") @Default("[citizenship]")
          List<String> citizenships,
      @Doc(
              "Columns with the number or document that the person shows at the border; read where border crossings are")
          @Default("[]")
          List<String> travellers,
      @Doc("Characters of an area that are kept; 0 for all") @Default("0") int areaCharacters,
      @Doc("Registers whose records speak until somebody is taken off") @Default("[]")
          List<String> openSources,
      @Doc(RecordSource.PATTERN) @Default(RecordSource.FILE_NAME) String sourcePattern,
      @Doc("Country whose residents are looked for, ISO 3166-1 alpha-3") @Example("MEX")
          String country,
      @Doc("Codes of countries beside ISO 3166-1, for example of a fictional country")
          @Example("[XCA]")
          @Default("[]")
          List<String> otherCountries,
      @Doc(
              "Columns with a country, birth_country, citizenship (whichever column has it) or area_id (of an area in another country), that are not alpha-3")
          @Default("{}")
          CountryColumns codes)
      implements RegisterLoading {

    /**
     * Refuses no first day, one for no register, days that leave none, and a column named twice or
     * as the table names its own.
     */
    public Params {
      FileNames.requireGroup("source-pattern", sourcePattern);
      Pattern.compile(areaPattern);
      firstDays = List.copyOf(firstDays);
      lastDays = List.copyOf(lastDays);
      departures = List.copyOf(departures);
      deaths = List.copyOf(deaths);
      areas = List.copyOf(areas);
      citizenships = List.copyOf(citizenships);
      travellers = List.copyOf(travellers);
      openSources = List.copyOf(openSources);
      otherwiseOn = Map.copyOf(otherwiseOn);
      otherCountries = Codes.others(otherCountries);
      if (firstDays.isEmpty()) {
        throw new IllegalArgumentException("first-days must name at least one column");
      }
      CodeRules.requireDays(earliestDay, latestDay);
      if (areaCharacters < 0) {
        throw new IllegalArgumentException("area-characters must be 0 or more");
      }
      CodeRules.requireCountry(country, otherCountries);
      codes.requireOf(List.of("birth_country", "citizenship", "area_id"));
      List<String> first = firstDays.stream().filter(name -> !name.equals("arrived_on")).toList();
      Map<String, List<String>> named =
          SignColumns.named(
              List.of(first, lastDays, departures, deaths, areas, citizenships, travellers));
      List<String> all = named.values().stream().flatMap(List::stream).toList();
      Set<String> own = new HashSet<>(all);
      PLAN.fields().forEach(field -> own.remove(field.column()));
      if (own.size() < all.size()) {
        throw new IllegalArgumentException(
            SignColumns.refused(named, all.stream().filter(name -> !own.contains(name)).toList()));
      }
    }

    @Override
    public Map<String, List<String>> named() {
      return SignColumns.named(
          List.of(firstDays, lastDays, departures, deaths, areas, citizenships, travellers));
    }

    @Override
    public Set<String> replaced() {
      Set<String> replaced = new HashSet<>(RegisterLoading.super.replaced());
      if (!citizenships.contains("citizenship")) {
        replaced.add("citizenship");
      }
      return replaced;
    }

    @Override
    public LoadPlan plan(LoadPlan declared) {
      return LifeSignPlan.of(declared, this);
    }
  }

  private static final LoadPlan PLAN =
      Characteristics.fields(
              LoadPlan.into(LifeSign.class)
                  .field(Field.text("source_id").optional().orAbsent())
                  .field(Field.identifier("record_id", LoadLinkRecords.DOMAIN))
                  .field(Field.integer("sex").optional().orAbsent())
                  .field(Field.date("birth_date").optional().orAbsent().masked())
                  .field(Field.code("birth_country").optional().orAbsent())
                  .field(Field.code("citizenship").optional().orAbsent())
                  .field(Field.text("disability").optional().orAbsent()))
          .build();

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-life-signs", Params.class)
          .summary("Loads what the records of registers say of where a person lives.")
          .after(
              PopulationSheet.class,
              DeathSheet.class,
              PermitSheet.class,
              SchoolSheet.class,
              HealthSheet.class,
              CensusSheet.class,
              ConsularSheet.class,
              AsylumSheet.class)
          .loads(PLAN);

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    return Classification.classify(in.extract(), p.plan(PLAN), p.extract(), in::pseudonym);
  }

  @Override
  public Optional<Dataset<Row>> warnings(Inputs in, Params p) {
    return p.openSources().isEmpty()
        ? Optional.empty()
        : Optional.of(LifeSignPlan.unmet(in.table(LifeSign.class), p.openSources()));
  }
}
