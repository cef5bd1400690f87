package org.caudal.reference;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.caudal.load.LoadPlan;
import org.caudal.load.Rule;
import org.caudal.load.Strength;
import org.caudal.table.Default;
import org.caudal.table.Doc;

/** Which columns with a country are read in whatever way they are written. */
public record CountryColumns(
    @Doc(
            "Columns with a country that are read by any code of ISO 3166-1 or its name, as it held on the day of the record, and become its alpha-3 code; others are alpha-3. Name texts such as SD or NA, which are countries too, under extract.values.missing where they stand for none")
        @Default("[]")
        List<String> countries,
    @Doc(
            "What becomes of a record with a country whose code did not hold on its day, such as one of today beside an old day; a text of no country is always rejected")
        @Default("warn")
        Strength wrong) {

  /** All columns as alpha-3. */
  public static final CountryColumns NONE = new CountryColumns(List.of(), Strength.WARN);

  /** Copies the list. */
  public CountryColumns {
    countries = List.copyOf(countries);
  }

  /** Refuses a column that the loading does not read as a country. */
  public void requireOf(List<String> columns) {
    for (String name : countries) {
      if (!columns.contains(name)) {
        throw new IllegalArgumentException(
            "codes.countries must be of " + String.join(", ", columns) + ", one was " + name);
      }
    }
  }

  /**
   * Reads a column of a plan as a country, if it is one of these.
   *
   * @param day of the record, derived before
   * @param others codes beside ISO 3166-1, which stay as they are
   */
  public LoadPlan.Builder read(
      LoadPlan.Builder plan, String column, Column day, List<String> others) {
    if (countries.contains(column)) {
      CodedFields.country(plan, column, counted(day), others);
    }
    return plan;
  }

  /** The rules of a column with a country, once it is read. */
  public List<Rule> rules(String column, List<String> others) {
    return countries.contains(column)
        ? CodedFields.rules(
            column,
            "country",
            Strength.REJECT,
            "Use a code or name of ISO 3166-1" + CodeRules.OR_OTHER_COUNTRY,
            wrong,
            "Mend the code or the day at the source; codes.wrong says what becomes of the record.")
        : List.of(CodeRules.country(column, others));
  }

  /** The country of a text that may also be something else, alpha-3; null where it is of none. */
  public Column countryOrNull(String column, Column text, Column day, List<String> others) {
    return countries.contains(column)
        ? CodedFields.countryOrNull(text, counted(day), others)
        : when(Codes.isCountry(text, others), text);
  }

  private static Column counted(Column day) {
    return coalesce(unix_date(day), lit(CodeHistory.NO_END));
  }
}
