"""How many people, mails and machines it carries: real processes on servers of their own, numbers and no promises.

``make hosts`` runs the whole. What is compared is read back from the database and from a receiver.
"""
