/** What the tests of every module share: small kitchens, and the way to the official data. */
package org.stowbench.testing;
