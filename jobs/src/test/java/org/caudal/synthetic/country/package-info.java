/** Tests of the synthetic country. */
@NullMarked
package org.caudal.synthetic.country;

import org.jspecify.annotations.NullMarked;
