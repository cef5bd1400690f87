/** What registers, border posts, surveys and lists hold of the people of the fictional country. */
@NullMarked
package org.caudal.synthetic.register;

import org.jspecify.annotations.NullMarked;
