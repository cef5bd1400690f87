/** Tests of the synthetic phone records and their planted truth. */
@NullMarked
package org.caudal.synthetic.phone;

import org.jspecify.annotations.NullMarked;
