/** Tests of the synthetic extracts and their planted truth. */
@NullMarked
package org.caudal.synthetic;

import org.jspecify.annotations.NullMarked;
