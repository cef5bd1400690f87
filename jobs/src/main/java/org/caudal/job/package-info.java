/**
 * The contract of a job: what it reads, what it writes, its parameters, and one pure
 * transformation. No reading or writing happens here.
 */
@NullMarked
package org.caudal.job;

import org.jspecify.annotations.NullMarked;
