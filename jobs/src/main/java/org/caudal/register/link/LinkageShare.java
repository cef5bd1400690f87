package org.caudal.register.link;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;

/** How often records agree, by whether they are of one person or of two. */
@Table(
    name = "linkage_share",
    row = "One row a level of a comparison.",
    key = {"comparison", "gamma"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "m_is_share", sql = "m BETWEEN 0 AND 1"),
      @Check(name = "u_is_share", sql = "u BETWEEN 0 AND 1")
    },
    caveat =
        "Learnt without labels, as if comparisons were independent: names, addresses and days of birth of a family are not, so that weights of relatives are too high.",
    example = "SELECT comparison, level_name, weight FROM linkage_share ORDER BY weight DESC")
public record LinkageShare(
    @Doc("Name of the comparison") String comparison,
    @Doc("Number of the level: 0 is everything else, the highest the closest agreement") int gamma,
    @Doc("What the level says") String levelName,
    @Doc(
            "Share of pairs of one person at this level: the median of the trainings, level by level, so that levels need not make 1; where no training had a pair at the level, the m of the settings, or without one 0.95 for the closest and 0.05 divided among the others")
        double m,
    @Doc(
            "Share of all pairs of the sample at this level, pairs of one person among them; 1e-6 where no pair had it")
        double u,
    @Doc("Logarithm of m / u to base 2: what the level adds to the weight of a pair") double weight,
    @Doc(
            "Trainings that learnt the comparison, the same for all its levels, also those no pair had; 0 where none did")
        int trainings,
    @Doc("Probability that two records taken at random are of one person") double prior) {}
