package org.caudal.register.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
import org.caudal.problem.ProblemException;
import org.caudal.reference.PlaceCode;
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
 * Loads the records of a register that are to be linked.
 *
 * <p><b>Reads</b> the files of the extract, with the columns {@code record_id}, those that {@code
 * fields}, {@code identifiers}, {@code names}, with {@code main-surname-by}, {@code codes} and the
 * {@code by} of {@code document-checks} name, and {@code source_id}, the register; without it the
 * register is taken from the name of the file. {@link PlaceCode}, where places are coded.
 *
 * <p><b>Writes</b> {@link LinkRecord}.
 *
 * <p><b>Method.</b> Marks of records become pseudonyms, and so do the fields named under {@code
 * identifiers}: equal numbers have equal pseudonyms in every register, nearly equal ones do not.
 * Those under {@code documents} are their letters and digits in capitals, without signs; {@code
 * document-checks} warns about, or rejects, numbers with wrong check digits, and warns where no
 * record of the load has a number that a check is for ({@code …-met-by-none}). Fields named under
 * {@code fields} are kept as text, without space around them; write days and sex alike in all
 * registers first. Names become given names, main, other and married surname without accents and
 * how they sound; which of two surnames is the main one may depend on the country of the record.
 * Countries become codes of ISO 3166-1 alpha-3, places those of place_code, as they held on the day
 * of the record, an earlier code its one successor. A code that is not known, or did not hold on
 * the day, is warned about or rejected ({@code …-known}, {@code …-valid}), and so is a day that
 * cannot be read ({@code …-is-day}); one that is not known is left out. A record without a register
 * ({@code source-known}) or with nothing to compare ({@code record-comparable}) is rejected. Of two
 * lines of one register with one mark the later stays, the other is a duplicate. By default the
 * register is the name of the file up to its ending: where each delivery has another name, give
 * {@code source_id} or a {@code source-pattern}, or each becomes a register of its own. Records
 * without names that another platform encoded come with {@code records: pseudonyms}, as they are;
 * marks are then rejected ({@code record-id-pseudonymous}).
 *
 * <p><b>Known bias.</b> A document with a wrong digit cannot be found by its pseudonym. Where
 * surnames begin in a whole name is a guess from lists of particles and common given names.
 *
 * <p><b>Example.</b> {@code caudal run load-link-records --conf conf/linkage.yaml}
 */
public final class LoadLinkRecords implements Job<LoadLinkRecords.Params> {

  /** Parameters. */
  public record Params(
      @Doc("Files with the records") Extract extract,
      @Doc("Columns that are compared as text") @Example("[given_names, birth_date]")
          List<String> fields,
      @Doc("Columns with numbers of persons or documents, compared as pseudonyms")
          @Example("[document_number]")
          @Default("[]")
          List<String> identifiers,
      @Doc("Columns of all these that some files do not have") @Default("[]")
          List<String> maybeAbsent,
      @Doc(RecordSource.PATTERN) @Default(RecordSource.FILE_NAME) String sourcePattern,
      @Doc(
              "What the files call a record: marks as in its register, or pseudonyms that encode-records of another platform made")
          @Default("marks")
          LoadPairLabels.Records records,
      @Doc(
              "Those fields and identifiers that are numbers of documents: only letters and digits count")
          @Example("[document_number]")
          @Default("[]")
          List<String> documents,
      @Doc("Names, which are taken apart into fields of their own") @Default("{}")
          NameColumns names,
      @Doc("Fields that are countries and places") @Default("{}") CodeColumns codes,
      @Doc(
              "Check digits of documents, one kind a line: document, a column; kind, one of arg-cuit, bra-cpf, chl-run, col-nit, dom-cedula, ecu-cedula, mex-curp, per-ruc and ury-ci; by, a column that says which records have such a number, and values, what it says of them, both left out where all have; wrong, one of warn (by default), reject and fail")
          @Example("[{document: document_number, kind: bra-cpf}]")
          @Default("[]")
          List<DocumentCheck> documentChecks)
      implements RegisterLoading {

    /** Refuses no field, and a field named twice or as the table names its own. */
    public Params {
      FileNames.requireGroup("source-pattern", sourcePattern);
      fields = List.copyOf(fields);
      identifiers = List.copyOf(identifiers);
      maybeAbsent = List.copyOf(maybeAbsent);
      documents = List.copyOf(documents);
      documentChecks = List.copyOf(documentChecks);
      List<String> all = new ArrayList<>(fields);
      all.addAll(identifiers);
      require(all.containsAll(documents), "documents must name fields or identifiers", documents);
      require(fields.containsAll(codes.coded()), "codes must be those of fields", codes.coded());
      all.addAll(names.parts());
      require(!all.isEmpty(), "fields must name at least one column to compare", all);
      require(
          all.stream().distinct().count() == all.size(),
          "fields, identifiers and the fields made from names must differ",
          all);
      require(
          codes.coded().stream().distinct().count() == codes.coded().size(),
          "countries and places must differ",
          codes.coded());
      List<String> others = others(names, codes, documentChecks);
      all.addAll(others);
      require(
          identifiers.stream().noneMatch(others::contains),
          "identifiers must be no names, no days and no columns by which others are read",
          identifiers);
      require(
          codes.places().stream().noneMatch(names.mainSurnameBy().columns()::contains),
          "main-surname-by must name no places",
          codes.places());
      names.mainSurnameBy().requireCountries(codes.otherCountries());
      DocumentCheck.requireOf(documents, documentChecks, codes);
      require(
          all.containsAll(maybeAbsent),
          "maybe-absent must name columns that are read",
          maybeAbsent);
      require(
          all.stream().noneMatch(LinkRecordPlan::isTaken),
          "fields must not be called as columns of the loading are",
          all);
      for (Field own : PLAN.fields()) {
        if (all.contains(own.column())) {
          throw new IllegalArgumentException(
              "fields must not name " + own.column() + ", which the table has itself");
        }
      }
    }

    private static void require(boolean holds, String rule, List<String> were) {
      if (!holds) {
        throw new IllegalArgumentException(rule + ", were " + were);
      }
    }

    /** All columns that are read, but those of the table. */
    List<String> columns() {
      return Stream.of(fields, identifiers, others(names, codes, documentChecks))
          .flatMap(List::stream)
          .distinct()
          .toList();
    }

    /** Columns that others are made from or read by. */
    private static List<String> others(
        NameColumns names, CodeColumns codes, List<DocumentCheck> checks) {
      return Stream.of(
              names.all(),
              names.mainSurnameBy().columns(),
              codes.days(),
              DocumentCheck.columns(checks))
          .flatMap(List::stream)
          .toList();
    }

    @Override
    public Map<String, List<String>> named() {
      return Map.of("maybe-absent", maybeAbsent);
    }

    @Override
    public LoadPlan plan(LoadPlan declared) {
      return LinkRecordPlan.of(declared, this);
    }
  }

  /** Within it marks of records have one pseudonym. */
  public static final String DOMAIN = "register-record";

  private static final LoadPlan PLAN =
      LoadPlan.into(LinkRecord.class)
          .field(Field.text("source_id").optional().orAbsent())
          .field(Field.identifier("record_id", DOMAIN))
          .build();

  /** Built once: a plan holds many expressions. */
  private static final JobSpec<Params> SPEC =
      JobSpec.named("load-link-records", Params.class)
          .summary("Loads the records of a register that are to be linked.")
          .after(
              PopulationSheet.class,
              DeathSheet.class,
              PermitSheet.class,
              SchoolSheet.class,
              HealthSheet.class,
              CensusSheet.class,
              ConsularSheet.class,
              AsylumSheet.class)
          .readsIfThere(PlaceCode.class)
          .loads(PLAN);

  @Override
  public JobSpec<Params> spec() {
    return SPEC;
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    Dataset<Row> raw = in.extract();
    if (!p.codes().places().isEmpty()) {
      if (!in.isThere(PlaceCode.class)) {
        throw ProblemException.user(
            "jobs.load-link-records.codes.places",
            "is looked up in place_code, which is not there.",
            "Run load-place-codes first, or leave places out.");
      }
      raw = LinkRecordPlan.withPlaces(raw, in.table(PlaceCode.class), p);
    }
    return DocumentCheck.withUnmet(
        Classification.classify(
            raw, p.plan(PLAN), p.extract(), LinkRecordPlan.looked(p.codes()), in::pseudonym),
        p.documentChecks());
  }
}
