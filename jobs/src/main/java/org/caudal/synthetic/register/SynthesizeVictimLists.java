package org.caudal.synthetic.register;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticStay;

/**
 * Generates five overlapping lists of victims of trafficking, one CSV file a list.
 *
 * <p><b>Reads</b> {@link SyntheticPerson}, {@link SyntheticStay}. <b>Writes</b> {@link VictimSheet}
 * as extracts.
 *
 * <p><b>Method.</b> Of the people who are ever in the country, women, girls from 6 and men from 14
 * are victims with a probability of their class, from a day drawn within one of their stays. Each
 * list has a victim with a probability of its own for the class, independently but for one pair: an
 * organisation is two and a half to five times as likely to list who is listed by the police. Only
 * foreigners are on lists of consulates. Lists have no names but initials, birth year and sex,
 * sometimes wrong. All figures are invented.
 *
 * <p><b>Known bias.</b> Risk does not differ by route, age or place within a class; being listed
 * does not end the exploitation.
 *
 * <p><b>Example.</b> {@code caudal run synthesize-victim-lists --conf conf/synthetic.yaml}
 */
public final class SynthesizeVictimLists implements Job<TraffickingParams> {

  @Override
  public JobSpec<TraffickingParams> spec() {
    return JobSpec.named("synthesize-victim-lists", TraffickingParams.class)
        .summary("Generates five overlapping lists of victims of trafficking")
        .reads(SyntheticPerson.class, SyntheticStay.class)
        .exports(VictimSheet.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs inputs, TraffickingParams params) {
    return Victims.lines(inputs, params).filter(col("is_delivered"));
  }
}
