"""What every card is built from: items, lines, custom ids, pictures, the words for ratings."""
