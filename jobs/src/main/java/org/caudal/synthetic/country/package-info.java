/** A fictional country: its towns, its people and where each of them was on every day. */
@NullMarked
package org.caudal.synthetic.country;

import org.jspecify.annotations.NullMarked;
