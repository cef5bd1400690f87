package org.caudal.statistics.linkage;

/**
 * How many pairs have one pattern of agreement.
 *
 * @param pattern levels of {@link Comparer#pattern}
 * @param adjustment what is added to the weight of each for how common its values are
 * @param pairs how many
 */
public record PatternCount(long pattern, double adjustment, long pairs) {}
