/** Tests of the synthetic registers. */
@NullMarked
package org.caudal.synthetic.register;

import org.jspecify.annotations.NullMarked;
