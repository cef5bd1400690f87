/** Registers of the fictional country: what offices wrote down of its people. */
@NullMarked
package org.caudal.synthetic.register;

import org.jspecify.annotations.NullMarked;
