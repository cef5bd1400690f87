/** Mobile phone records of the fictional country: networks, SIM cards, events and their truth. */
@NullMarked
package org.caudal.synthetic.phone;

import org.jspecify.annotations.NullMarked;
